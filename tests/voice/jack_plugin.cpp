// A sound card for tests: a plugin of ALSA's control interface with one headphone jack, which is
// in when the file "file" of its configuration begins with '1', and a phantom one, always in.

#include <alsa/asoundlib.h>
// After it:
#include <alsa/control_external.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>

namespace {

constexpr const char* kControls[] = {"Headphone Phantom Jack", "Front Headphone Jack",
                                     "Speaker Jack"};
constexpr snd_ctl_ext_key_t kJack = 1;

struct Jack {
    snd_ctl_ext_t ext{};
    std::string file;
};
Jack& of(snd_ctl_ext_t* ext) { return *static_cast<Jack*>(ext->private_data); }

void close_jack(snd_ctl_ext_t* ext) {
    close(ext->poll_fd);
    const std::unique_ptr<Jack> gone(&of(ext));
}

int count(snd_ctl_ext_t*) { return static_cast<int>(std::size(kControls)); }

int list(snd_ctl_ext_t*, unsigned offset, snd_ctl_elem_id_t* id) {
    snd_ctl_elem_id_set_interface(id, SND_CTL_ELEM_IFACE_CARD);
    snd_ctl_elem_id_set_name(id, kControls[offset]);
    snd_ctl_elem_id_set_numid(id, offset + 1);
    return 0;
}

snd_ctl_ext_key_t find(snd_ctl_ext_t*, const snd_ctl_elem_id_t* id) {
    for (std::size_t i = 0; i < std::size(kControls); ++i)
        if (std::strcmp(kControls[i], snd_ctl_elem_id_get_name(id)) == 0) return i;
    return SND_CTL_EXT_KEY_NOT_FOUND;
}

int attribute(snd_ctl_ext_t*, snd_ctl_ext_key_t, int* type, unsigned* access, unsigned* values) {
    *type = SND_CTL_ELEM_TYPE_BOOLEAN;
    *access = SND_CTL_EXT_ACCESS_READ;
    *values = 1;
    return 0;
}

int integer(snd_ctl_ext_t* ext, snd_ctl_ext_key_t key, long* value) {
    *value = key != kJack || std::ifstream(of(ext).file).get() == '1';
    return 0;
}

int event(snd_ctl_ext_t* ext, snd_ctl_elem_id_t* id, unsigned* mask) {
    char events[4096];
    if (read(ext->poll_fd, events, sizeof events) <= 0) return -EAGAIN;
    list(ext, kJack, id);
    *mask = SND_CTL_EVENT_MASK_VALUE;
    return 1;
}

const snd_ctl_ext_callback_t& callbacks() {
    static const snd_ctl_ext_callback_t all = [] {
        snd_ctl_ext_callback_t made{};
        made.close = close_jack;
        made.elem_count = count;
        made.elem_list = list;
        made.find_elem = find;
        made.get_attribute = attribute;
        made.read_integer = integer;
        made.read_event = event;
        return made;
    }();
    return all;
}

std::string file_of(snd_config_t* configuration) {
    snd_config_t* found = nullptr;
    const char* file = nullptr;
    if (snd_config_search(configuration, "file", &found) < 0) return {};
    return snd_config_get_string(found, &file) < 0 ? std::string() : file;
}

}  // namespace

// The macros of ALSA make the names that it looks for.
extern "C" {
SND_CTL_PLUGIN_DEFINE_FUNC(motcua_jack);
SND_CTL_PLUGIN_DEFINE_FUNC(motcua_jack) {
    static_cast<void>(root);
    auto jack = std::make_unique<Jack>();
    jack->file = file_of(conf);
    jack->ext.version = SND_CTL_EXT_VERSION;
    jack->ext.private_data = jack.get();
    jack->ext.callback = &callbacks();
    jack->ext.poll_fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    inotify_add_watch(jack->ext.poll_fd, jack->file.c_str(), IN_CLOSE_WRITE);
    std::strcpy(jack->ext.id, "jack");
    const int failed = snd_ctl_ext_create(&jack->ext, name, mode);
    if (failed < 0) return failed;
    *handlep = jack.release()->ext.handle;
    return 0;
}
SND_CTL_PLUGIN_SYMBOL(motcua_jack)
}
