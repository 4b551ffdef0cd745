#include "platform/drm_display.h"

#include <drm.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <xf86drm.h>
#include <xf86drmMode.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <span>
#include <system_error>

#include "base/log.h"

namespace platform {

namespace {

constexpr int kFlipMaxMs = 1000;  // A frame at 24 Hz takes 42 ms; after a second nobody comes.
constexpr std::uint32_t kBitsPerPixel = 32, kDepth = 24;

template <class Thing, void (*Free)(Thing*)>
struct Freed {
    void operator()(Thing* thing) const { Free(thing); }
};
template <class Thing, void (*Free)(Thing*)>
using Owned = std::unique_ptr<Thing, Freed<Thing, Free>>;
using Resources = Owned<drmModeRes, drmModeFreeResources>;
using Connector = Owned<drmModeConnector, drmModeFreeConnector>;
using Encoder = Owned<drmModeEncoder, drmModeFreeEncoder>;
using Crtc = Owned<drmModeCrtc, drmModeFreeCrtc>;
using Property = Owned<drmModePropertyRes, drmModeFreeProperty>;

Error failed(const std::string& doing, int code = errno) {
    return Error{Error::Code::io, doing + ": " + std::generic_category().message(code)};
}

template <class T>
std::span<T> list(T* first, int count) {
    return {first, static_cast<std::size_t>(std::max(count, 0))};
}

std::string name_of(const drmModeConnector& connector, const drmModeModeInfo& mode) {
    const char* type = drmModeGetConnectorTypeName(connector.connector_type);
    return std::string(type ? type : "Unknown") + "-" +
           std::to_string(connector.connector_type_id) + " " + std::to_string(mode.hdisplay) +
           "x" + std::to_string(mode.vdisplay);
}

/// The scan-out engine that drives the connector already, or else the first that can; 0: none.
std::uint32_t crtc_of(int card, const drmModeRes& resources, const drmModeConnector& connector) {
    const Encoder current(drmModeGetEncoder(card, connector.encoder_id));
    if (current && current->crtc_id != 0) return current->crtc_id;
    const auto crtcs = list(resources.crtcs, resources.count_crtcs);
    for (const std::uint32_t id : list(connector.encoders, connector.count_encoders)) {
        const Encoder encoder(drmModeGetEncoder(card, id));
        if (!encoder) continue;
        for (std::size_t i = 0; i < crtcs.size() && i < 32; ++i)
            if ((encoder->possible_crtcs >> i & 1) != 0) return crtcs[i];
    }
    return 0;
}

std::uint32_t power_property(int card, const drmModeConnector& connector) {
    for (const std::uint32_t id : list(connector.props, connector.count_props)) {
        const Property property(drmModeGetProperty(card, id));
        if (property && std::string_view(property->name) == "DPMS") return id;
    }
    return 0;
}

/// Whoever looks for what is surely there asks the displays themselves (slow); who comes after it
/// takes what the kernel has just learnt.
drmModeConnector* ask(int card, std::uint32_t connector, Plugged plugged) {
    return plugged == Plugged::surely ? drmModeGetConnector(card, connector)
                                      : drmModeGetConnectorCurrent(card, connector);
}

/// Memory of the card that it can scan out, mapped for us.
class Buffer {
public:
    static Result<Buffer> make(int card, Size size) {
        Buffer buffer;
        buffer.card_ = card;
        const auto width = static_cast<std::uint32_t>(size.width);
        const auto height = static_cast<std::uint32_t>(size.height);
        int code = drmModeCreateDumbBuffer(card, width, height, kBitsPerPixel, 0, &buffer.handle_,
                                           &buffer.pitch_, &buffer.bytes_);
        if (code != 0) return failed("make a frame buffer", -code);
        code = drmModeAddFB(card, width, height, kDepth, kBitsPerPixel, buffer.pitch_,
                            buffer.handle_, &buffer.id_);
        if (code != 0) return failed("add a frame buffer", -code);
        std::uint64_t offset = 0;
        code = drmModeMapDumbBuffer(card, buffer.handle_, &offset);
        if (code != 0) return failed("map a frame buffer", -code);
        void* pixels = ::mmap(nullptr, buffer.bytes_, PROT_READ | PROT_WRITE, MAP_SHARED, card,
                              static_cast<off_t>(offset));
        if (pixels == MAP_FAILED) return failed("map a frame buffer");
        buffer.pixels_ = static_cast<std::uint32_t*>(pixels);
        return buffer;
    }
    Buffer(Buffer&& other) noexcept { swap(other); }
    Buffer& operator=(Buffer&& other) noexcept {
        swap(other);
        return *this;
    }
    ~Buffer() {
        if (pixels_) ::munmap(pixels_, bytes_);
        if (id_ != 0) drmModeRmFB(card_, id_);
        if (handle_ != 0) drmModeDestroyDumbBuffer(card_, handle_);
    }

    std::uint32_t id() const { return id_; }
    paint::Surface surface(Size size) const {
        return {.pixels = pixels_,
                .width = size.width,
                .height = size.height,
                .pitch = static_cast<int>(pitch_ / sizeof(std::uint32_t))};
    }

private:
    Buffer() = default;
    void swap(Buffer& other) {
        std::swap(card_, other.card_);
        std::swap(handle_, other.handle_);
        std::swap(id_, other.id_);
        std::swap(pitch_, other.pitch_);
        std::swap(bytes_, other.bytes_);
        std::swap(pixels_, other.pixels_);
    }
    int card_ = -1;
    std::uint32_t handle_ = 0, id_ = 0, pitch_ = 0;
    std::uint64_t bytes_ = 0;
    std::uint32_t* pixels_ = nullptr;
};

/// Reads what the card has to say; whether the flip of this number is among it. Numbers, not the
/// pointers of drmHandleEvent(): a card that answers late answers a display that is gone.
bool hears_of_flip(int card, std::uint64_t flip) {
    alignas(drm_event_vblank) std::array<char, 4096> news;
    const ssize_t bytes = ::read(card, news.data(), news.size());
    bool heard = false;
    const std::size_t end = bytes > 0 ? static_cast<std::size_t>(bytes) : 0;
    for (std::size_t at = 0; at + sizeof(drm_event) <= end;) {
        drm_event_vblank event{};
        std::memcpy(&event, news.data() + at, std::min(sizeof event, news.size() - at));
        heard |= event.base.type == DRM_EVENT_FLIP_COMPLETE && event.user_data == flip;
        if (event.base.length < sizeof(drm_event)) break;
        at += event.base.length;
    }
    return heard;
}

}  // namespace

std::vector<std::string> DrmCard::paths() {
    std::vector<std::string> paths;
    std::error_code failure;
    for (const auto& entry : std::filesystem::directory_iterator("/dev/dri", failure))
        if (entry.path().filename().string().starts_with("card")) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    return paths;
}

Result<DrmCard> DrmCard::open(const std::string& path) {
    Descriptor descriptor(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    const int card = descriptor.get();
    if (card < 0) return failed("open " + path);
    const Resources resources(drmModeGetResources(card));
    if (!resources || resources->count_connectors == 0 || resources->count_crtcs == 0)
        return Error{Error::Code::not_found, path + ": drives no displays"};
    // Who opens it first is its master, unless somebody is; asking may need a right we lack.
    if (drmIsMaster(card) == 0 && drmSetMaster(card) != 0)
        return Error{Error::Code::unavailable, path + ": another program holds the screen"};
    return DrmCard(std::move(descriptor), path);
}

bool DrmCard::answers() const {
    return Resources(drmModeGetResources(descriptor_.get())) != nullptr;
}

bool DrmCard::is_plugged() const {
    const int card = descriptor_.get();
    const Resources resources(drmModeGetResources(card));
    if (!resources) return false;
    const auto ids = list(resources->connectors, resources->count_connectors);
    return std::any_of(ids.begin(), ids.end(), [&](std::uint32_t id) {
        return is_usable(Connector(drmModeGetConnector(card, id)).get(), Plugged::surely);
    });
}

struct DrmDisplay::State {
    int card;
    std::uint32_t connector, crtc, power;  // Their numbers; `power`: 0 where there is none.
    drmModeModeInfo mode;
    Plugged plugged;  // When it was opened.
    std::string name;
    std::array<Buffer, 2> buffers;
    std::size_t back = 0;
    bool mode_is_set = false, flips = true;
    std::uint64_t flip = 0;  // The number of the newest.
    bool waiting = false;    // For the kernel to say that it was done.

    Result<> set_mode(std::uint32_t buffer);
    void darken_others() const;
};

DrmDisplay::DrmDisplay(std::unique_ptr<State> state) : state_(std::move(state)) {}
DrmDisplay::DrmDisplay(DrmDisplay&&) noexcept = default;
DrmDisplay& DrmDisplay::operator=(DrmDisplay&&) noexcept = default;
DrmDisplay::~DrmDisplay() = default;

Result<DrmDisplay> DrmDisplay::open(const DrmCard& card, Plugged plugged) {
    const int fd = card.descriptor();
    const Resources resources(drmModeGetResources(fd));
    if (!resources) return failed("ask " + card.path() + " for its displays");
    for (const std::uint32_t id : list(resources->connectors, resources->count_connectors)) {
        const Connector connector(ask(fd, id, plugged));
        if (!is_usable(connector.get(), plugged)) continue;
        const std::uint32_t crtc = crtc_of(fd, *resources, *connector);
        if (crtc == 0) continue;
        const drmModeModeInfo mode = *wanted_mode(*connector);
        const Size size{mode.hdisplay, mode.vdisplay};
        Buffer one = TRY(Buffer::make(fd, size));
        Buffer other = TRY(Buffer::make(fd, size));
        const std::uint32_t one_id = one.id();
        return DrmDisplay(std::make_unique<State>(
            State{.card = fd,
                  .connector = id,
                  .crtc = crtc,
                  .power = power_property(fd, *connector),
                  .mode = mode,
                  .plugged = plugged,
                  .name = name_of(*connector, mode),
                  .buffers = {std::move(one), std::move(other)},
                  .flip = std::uint64_t{one_id} << 32}));
    }
    return Error{Error::Code::not_found, "no display is connected to " + card.path()};
}

Size DrmDisplay::size() const { return {state_->mode.hdisplay, state_->mode.vdisplay}; }
const std::string& DrmDisplay::name() const { return state_->name; }

paint::Surface DrmDisplay::back() const {
    return state_->buffers[state_->back].surface(size());
}

void DrmDisplay::forget_mode() { state_->mode_is_set = false; }

Result<> DrmDisplay::show() {
    TRY(settle());
    State& state = *state_;
    const std::uint32_t buffer = state.buffers[state.back].id();
    if (state.mode_is_set && state.flips) {
        ++state.flip;
        const int code = drmModePageFlip(state.card, state.crtc, buffer, DRM_MODE_PAGE_FLIP_EVENT,
                                         reinterpret_cast<void*>(state.flip));
        state.waiting = code == 0;
        // A few drivers cannot flip; for those the mode is set again with the other buffer.
        if (code == -EINVAL || code == -ENOSYS || code == -EOPNOTSUPP) {
            TRY(state.set_mode(buffer));
            logging::warning("display {}: cannot flip, sets its mode for each frame", state.name);
            state.flips = false;
        } else if (code != 0) {
            return failed("show a frame on " + state.name, -code);
        }
    } else {
        TRY(state.set_mode(buffer));
    }
    state.back = 1 - state.back;
    return {};
}

Result<> DrmDisplay::State::set_mode(std::uint32_t buffer) {
    const int code = drmModeSetCrtc(card, crtc, buffer, 0, 0, &connector, 1, &mode);
    if (code != 0) return failed("set the mode of " + name, -code);
    if (!mode_is_set) {
        drmModeSetCursor(card, crtc, 0, 0, 0);
        darken_others();
    }
    mode_is_set = true;
    return {};
}

/// A console that nobody asked for may stand on a second display.
void DrmDisplay::State::darken_others() const {
    const Resources resources(drmModeGetResources(card));
    if (!resources) return;
    for (const std::uint32_t id : list(resources->crtcs, resources->count_crtcs)) {
        if (id == crtc) continue;
        const Crtc other(drmModeGetCrtc(card, id));
        if (other && other->mode_valid != 0)
            drmModeSetCrtc(card, id, 0, 0, 0, nullptr, 0, nullptr);
    }
}

Result<> DrmDisplay::settle() {
    while (state_->waiting) {
        pollfd source{.fd = state_->card, .events = POLLIN, .revents = 0};
        const int ready = ::poll(&source, 1, kFlipMaxMs);
        if (ready < 0 && errno == EINTR) continue;
        if (ready > 0 && (source.revents & POLLIN) != 0) {
            if (hears_of_flip(state_->card, state_->flip)) state_->waiting = false;
            continue;
        }
        state_->waiting = false;
        return Error{Error::Code::io, "show a frame on " + state_->name +
                                          ": the card does not say that it was done"};
    }
    return {};
}

Result<> DrmDisplay::set_power(bool on) {
    TRY(settle());
    State& state = *state_;
    // Whoever wakes up is told everything again.
    state.mode_is_set = false;
    const auto level = static_cast<std::uint64_t>(on ? DRM_MODE_DPMS_ON : DRM_MODE_DPMS_OFF);
    int code = -1;
    if (state.power != 0)
        code = drmModeConnectorSetProperty(state.card, state.connector, state.power, level);
    if (code != 0 && !on)
        code = drmModeSetCrtc(state.card, state.crtc, 0, 0, 0, nullptr, 0, nullptr);
    if (code != 0 && !on) return failed("turn off " + state.name);
    return {};
}

PanelPower::Says DrmDisplay::says() const {
    const Connector now(drmModeGetConnector(state_->card, state_->connector));
    return what_says(now.get(), state_->mode);
}

Plugged DrmDisplay::plugged() const { return state_->plugged; }

bool DrmDisplay::exists() const {
    return Connector(drmModeGetConnectorCurrent(state_->card, state_->connector)) != nullptr;
}

}  // namespace platform
