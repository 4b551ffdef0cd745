#include "agent/courier.h"

#include <fmt/format.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>

#include "agent/checker.h"
#include "agent/composer.h"
#include "agent/recheck.h"
#include "base/files.h"
#include "base/log.h"
#include "settings/settings.h"
#include "wire/envelope.h"

namespace agent {

namespace {

// How old the number of unsent counts may be on the glass. Sending reads the journal by itself.
constexpr std::chrono::milliseconds kReadEvery = std::chrono::minutes(1);
constexpr std::chrono::milliseconds kRecheckEvery = std::chrono::hours(24);
constexpr int kOk = 200;

Publications::Check check_by(const Courier::Settings& settings) {
    if (settings.places.kiosk.empty()) return [](const std::string&) { return Result<>(); };
    return [places = settings.places, may_go_on = settings.may_go_on](const std::string& folder) {
        return run_check({places.kiosk, "--config", places.config, "--assets", places.assets,
                          "--province", folder, "check"},
                         may_go_on);
    };
}

std::string without_slash(std::string address) {
    while (address.ends_with('/')) address.pop_back();
    return address;
}

std::int64_t free_bytes(const std::string& folder) {
    struct statvfs facts {};
    if (::statvfs(folder.c_str(), &facts) != 0) return 0;
    return static_cast<std::int64_t>(facts.f_bavail) * static_cast<std::int64_t>(facts.f_frsize);
}

std::string_view state_of(Link link) {
    switch (link) {
        case Link::ok: return "ok";
        case Link::waiting: return "waiting";
        case Link::offline: return "offline";
        case Link::refused: return "refused";
    }
    ASSERT(false);
}

}  // namespace

Result<Courier> Courier::open(Settings settings, Road& road, const Clock& clock) {
    TRY(files::make_folder(settings.places.own()));
    Outbox outbox = TRY(Outbox::open(settings.places.own() + "/agent.db"));
    Courier courier(std::move(settings), road, clock, std::move(outbox));
    courier.note(courier.load_identity(), "read who this kiosk is");
    courier.link_up();
    return courier;
}

Courier::Courier(Settings settings, Road& road, const Clock& clock, Outbox outbox)
    : settings_(std::move(settings)),
      road_(road),
      clock_(clock),
      files_(settings_.places.own()),
      outbox_(std::move(outbox)),
      publications_(settings_.places.state + "/province", check_by(settings_)),
      uploader_(settings_.seed),
      publication_pause_(settings_.seed + 1),
      status_file_(settings_.places.status()) {}

/// A kiosk that is enrolled anew tells everything again, under its new name.
Result<> Courier::load_identity() {
    std::optional<Identity> identity = TRY(files_.load());
    if (!identity) return {};
    const Known known = TRY(outbox_.letters().known());
    const std::string& device = identity->certificate.device;
    if (known.device != device) TRY(outbox_.change_device(device));
    identity_ = std::move(identity);
    return {};
}

Meeting Courier::meeting(const std::string& asked_for) const {
    Meeting meeting{.address = asked_for,
                    .pins = settings_.file.pins,
                    .clock_trusted = settings_.kept ? settings_.kept->machine_is_kept()
                                                    : clock_.wall_is_synchronised()};
    if (meeting.address.empty()) meeting.address = settings_.places.address;
    if (meeting.address.empty()) meeting.address = settings_.file.address;
    if (meeting.address.empty() && identity_) meeting.address = identity_->address;
    meeting.address = without_slash(meeting.address);
    return meeting;
}

void Courier::note(const Result<>& done, std::string_view doing) {
    trouble_ = done ? std::string() : fmt::format("{}: {}", doing, done.error().message);
    if (!done) logging::error("{}", trouble_);
}

/// Once after the start and then once a day: a row that was changed after it was told.
void Courier::recheck_journal() {
    if (reached_.empty() || clock_.now() < recheck_due_) return;
    recheck_due_ = clock_.now() + kRecheckEvery;
    const auto faults = recheck(journal_in(settings_.places.state), settings_.may_go_on);
    if (!faults) {
        logging::warning("{}", faults.error().message);
        return;
    }
    for (const wire::RowFault& fault : *faults)
        note(outbox_.counts().add_fault(fault), "note a changed row");
}

void Courier::read_journal() {
    read_due_ = clock_.now() + kReadEvery;
    Fold fold(outbox_, settings_.places.state, settings_.may_go_on);
    Result<std::vector<Reached>> reached = fold.run();
    if (reached) {
        reached_ = std::move(reached).value();
        journal_trouble_.clear();
        return;
    }
    const bool absent = reached.error().code == Error::Code::not_found;
    journal_trouble_ =
        absent ? "there is no journal yet in " + settings_.places.state : reached.error().message;
    reached_.clear();
}

void Courier::hurry() {
    read_due_ = clock_.now();
    uploader_.hurry(clock_.now());
}

Instant Courier::work() {
    if (settings_.kept) settings_.kept->look_again();
    // A disk that fails now may not fail later; and the agent must run for people to enrol anew.
    if (!identity_ && clock_.now() >= read_due_) note(load_identity(), "read who this kiosk is");
    const bool sends = identity_ && clock_.now() >= uploader_.due();
    if (sends || clock_.now() >= read_due_) read_journal();
    recheck_journal();
    if (sends && settings_.may_go_on()) {
        const Result<> sent = send();
        note(sent, "send");
        if (!sent) uploader_.stumble(clock_.now());
    }
    Instant next = read_due_;
    if (identity_) next = std::min(next, uploader_.due());
    if (const auto again = status_file_.offer(status(), clock_.now()))
        next = std::min(next, *again);
    return next;
}

Facts Courier::facts() const {
    return {.boot = boot_id(),
            .now = clock_.now(),
            .wall = clock_.wall(),
            .clock_trusted = clock_.wall_is_synchronised(),
            .disk_free = free_bytes(settings_.places.state),
            .version = settings_.version,
            .published = publications_.in_use()};
}

Result<Letter> Courier::next_letter() {
    std::optional<Letter> letter = TRY(outbox_.letters().in_flight());
    if (letter) return std::move(*letter);
    const Facts now = facts();
    // Enrolled anew, we first ask what the province holds of our journal: it takes counts of it
    // from another device only behind the proof that this is the same one.
    const Known known = TRY(outbox_.letters().known());
    const bool is_anew = known.batch > 0 && known.receipt.serial == 0;
    Composer composer(outbox_, *identity_, reached_, now);
    Composed composed = TRY(composer.compose({.after = {},
                                              .lines_max = is_anew ? 0 : uploader_.lines_max(),
                                              .elsewhere = 0,
                                              .by_stick = false}));
    return std::move(composed.letter);
}

Result<> Courier::send() {
    end_rotation();
    const Letter letter = TRY(next_letter());
    const Meeting now = meeting({});
    Request request = request_for(letter, now.address);
    know_province(request, *identity_, now);
    const Result<Answer> answer = road_.ask(request);
    if (!answer && !settings_.may_go_on()) return {};  // We ended it ourselves.
    TRY(uploader_.settle(outbox_, letter, *identity_, answer, clock_.now()));
    if (uploader_.link() != Link::ok) return {};
    return take_publication();
}

/// A rotation whose answer was lost is asked for again until there is one.
void Courier::end_rotation() {
    if (!files_.has_next_key()) return;
    const Result<> done = rotate();
    if (!done) logging::warning("{}", done.error().message);
}

Source Courier::published_there() {
    const auto ask = [this](const std::string& path, std::size_t most, const std::string& file) {
        Request request;
        const Meeting now = meeting({});
        request.url = now.address + path;
        request.answer_bytes_max = most;
        request.file = file;
        know_province(request, *identity_, now);
        return road_.ask(request);
    };
    const auto must_be_there = [](const Result<Answer>& answer) -> Result<std::string> {
        const Answer there = TRY(answer);
        if (there.status != kOk)
            return Error{Error::Code::unavailable,
                         fmt::format("publication: HTTP {}", there.status)};
        return there.body;
    };
    return {.envelope =
                [=] { return must_be_there(ask("/v1/publication", wire::kEnvelopeBytesMax, {})); },
            .file = [=](const wire::Publication::File& file, const std::string& path) -> Result<> {
                TRY(must_be_there(ask("/v1/file/" + file.digest, wire::kPublishedBytesMax, path)));
                return {};
            }};
}

/// Fails only when the outbox does.
Result<> Courier::take_publication() {
    Known known = TRY(outbox_.letters().known());
    const bool wanted = known.published > publications_.in_use() && known.published != known.unfit;
    if (!wanted || clock_.now() < publication_due_) return {};
    const wire::Certificate& certificate = identity_->certificate;
    const Result<std::int64_t> taken =
        publications_.take(published_there(), certificate.province_keys, certificate.province_code);
    if (taken) {
        logging::info("publication {} is in use", *taken);
        publication_pause_.succeeded();
        return {};
    }
    logging::warning("{}", taken.error().message);
    publication_due_ = clock_.now() + publication_pause_.after_failure();
    if (taken.error().code != Error::Code::invalid) return {};
    known.unfit = known.published;
    known.unfit_why = taken.error().message;
    return outbox_.letters().remember(known);
}

Result<Enrolled> Courier::enrol(const std::string& typed_code, const std::string& address) {
    const settings::Settings kiosk = TRY(settings::load(settings_.places.config + "/kiosk.toml"));
    const Meeting there = meeting(address);
    if (!settings::is_province_address(there.address))
        return Error{Error::Code::invalid,
                     "enrol: where is the province? Say its address, \"https://…\", on the command"
                     " line or in agent.toml"};
    Enrolled enrolled = TRY(agent::enrol(files_, road_, typed_code, kiosk.unit.ward, there));
    if (!enrolled.identity) return enrolled;
    TRY(load_identity());
    hurry();
    return enrolled;
}

Result<> Courier::rotate() {
    if (!identity_) return Error{Error::Code::invalid, "rotate: this kiosk is not enrolled"};
    const Identity rotated = TRY(agent::rotate(files_, road_, *identity_, meeting({})));
    identity_ = rotated;
    return outbox_.letters().recall();  // It was signed by the old key.
}

Result<std::size_t> Courier::export_to(const std::string& folder) {
    if (!identity_)
        return Error{Error::Code::invalid,
                     "export: this kiosk is not enrolled yet: nobody would"
                     " believe its batches"};
    read_journal();
    const Facts now = facts();
    Composer composer(outbox_, *identity_, reached_, now);
    return export_batches(outbox_, composer, folder);
}

Result<Imported> Courier::import_from(const std::string& folder) {
    if (!identity_) return Error{Error::Code::invalid, "import: this kiosk is not enrolled yet"};
    return import_answers(outbox_, *identity_, publications_, folder);
}

Status Courier::status() {
    Status status;
    status.enrolled = identity_.has_value();
    status.state = identity_ ? std::string(state_of(uploader_.link())) : "not_enrolled";
    status.message = identity_ ? uploader_.message() : "enrol it with a code of the province";
    if (identity_) {
        const wire::Certificate& certificate = identity_->certificate;
        status.device = certificate.device;
        status.ward = certificate.ward;
        status.name = certificate.name;
        status.province = certificate.province_name;
        status.words = identity_->words();
        status.address = meeting({}).address;
        const auto left = uploader_.due() - clock_.now();
        status.next_s =
            std::max<std::int64_t>(0, std::chrono::ceil<std::chrono::seconds>(left).count());
    }
    status.published = publications_.in_use();
    const Result<Standing> standing = outbox_.counts().standing();
    const Result<Known> known = outbox_.letters().known();
    if (standing) {
        status.unsent = standing->waiting;
        status.oldest_unsent = standing->oldest;
        status.faults = standing->faults;
        status.parked = standing->parked;
        status.bad = standing->bad;
    }
    if (known) {
        status.last_receipt = known->received;
        status.serial = known->receipt.serial;
        const bool unfit = known->unfit > status.published && known->unfit == known->published;
        if (unfit)
            status.message += fmt::format("; {} is not used: {}", known->unfit, known->unfit_why);
    }
    if (identity_ && !journal_trouble_.empty()) {
        status.state = "no_journal";
        status.message = journal_trouble_;
    }
    if (!trouble_.empty()) status.message = trouble_;
    return status;
}

}  // namespace agent
