#include "voice/headphones.h"

#include <alsa/asoundlib.h>
#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <algorithm>

namespace voice {

namespace {

struct CloseControl {
    void operator()(snd_ctl_t* control) const { snd_ctl_close(control); }
};
struct FreeList {
    void operator()(snd_ctl_elem_list_t* list) const {
        snd_ctl_elem_list_free_space(list);
        snd_ctl_elem_list_free(list);
    }
};
struct FreeValue {
    void operator()(snd_ctl_elem_value_t* value) const { snd_ctl_elem_value_free(value); }
};
struct FreeEvent {
    void operator()(snd_ctl_event_t* event) const { snd_ctl_event_free(event); }
};

/// One card that has a headphone jack which it can feel.
class Card {
public:
    /// `false`: there is no such card, or it has no such jack.
    bool open(const std::string& name);
    Plugged plugged() const;
    /// Forgets what the card has said; false when it is gone.
    bool hear() const;
    std::vector<pollfd> descriptors() const;

private:
    std::unique_ptr<snd_ctl_t, CloseControl> control_;
    std::vector<unsigned> jacks_;  ///< The numbers of its controls.
};

bool Card::open(const std::string& name) {
    snd_ctl_t* opened = nullptr;
    if (snd_ctl_open(&opened, name.c_str(), SND_CTL_NONBLOCK) < 0) return false;
    control_.reset(opened);
    snd_ctl_elem_list_t* listed = nullptr;
    if (snd_ctl_elem_list_malloc(&listed) < 0) return false;
    const std::unique_ptr<snd_ctl_elem_list_t, FreeList> list(listed);
    if (snd_ctl_elem_list(opened, listed) < 0 ||
        snd_ctl_elem_list_alloc_space(listed, snd_ctl_elem_list_get_count(listed)) < 0 ||
        snd_ctl_elem_list(opened, listed) < 0)
        return false;
    for (unsigned i = 0; i < snd_ctl_elem_list_get_used(listed); ++i)
        if (snd_ctl_elem_list_get_interface(listed, i) == SND_CTL_ELEM_IFACE_CARD &&
            is_headphone_jack(snd_ctl_elem_list_get_name(listed, i)))
            jacks_.push_back(snd_ctl_elem_list_get_numid(listed, i));
    return !jacks_.empty() && snd_ctl_subscribe_events(opened, 1) >= 0;
}

Plugged Card::plugged() const {
    snd_ctl_elem_value_t* made = nullptr;
    if (snd_ctl_elem_value_malloc(&made) < 0) return Plugged::unknown;
    const std::unique_ptr<snd_ctl_elem_value_t, FreeValue> value(made);
    Plugged plugged = Plugged::unknown;
    for (const unsigned jack : jacks_) {
        snd_ctl_elem_value_clear(made);
        snd_ctl_elem_value_set_numid(made, jack);
        if (snd_ctl_elem_read(control_.get(), made) < 0) continue;
        if (snd_ctl_elem_value_get_boolean(made, 0) != 0) return Plugged::in;
        plugged = Plugged::out;
    }
    return plugged;
}

bool Card::hear() const {
    snd_ctl_event_t* made = nullptr;
    if (snd_ctl_event_malloc(&made) < 0) return false;
    const std::unique_ptr<snd_ctl_event_t, FreeEvent> event(made);
    int heard = 1;
    while (heard > 0) heard = snd_ctl_read(control_.get(), made);
    return heard == 0 || heard == -EAGAIN;
}

std::vector<pollfd> Card::descriptors() const {
    const int count = std::max(0, snd_ctl_poll_descriptors_count(control_.get()));
    std::vector<pollfd> list(static_cast<std::size_t>(count));
    snd_ctl_poll_descriptors(control_.get(), list.data(), static_cast<unsigned>(count));
    return list;
}

std::vector<Card> cards_of(const std::vector<std::string>& names) {
    std::vector<std::string> found = names;
    int number = -1;
    while (names.empty() && snd_card_next(&number) == 0 && number >= 0)
        found.push_back("hw:" + std::to_string(number));
    std::vector<Card> cards;
    for (const std::string& name : found) {
        Card card;
        if (card.open(name)) cards.push_back(std::move(card));
    }
    return cards;
}

Plugged all_together(const std::vector<Card>& cards) {
    Plugged plugged = Plugged::unknown;
    for (const Card& card : cards) plugged = std::max(plugged, card.plugged());
    return plugged;
}

/// Says when cards come or go: the folder of devices, and "snd" in it once it is there.
class Arrivals {
public:
    explicit Arrivals(std::string devices)
        : devices_(std::move(devices)), descriptor_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
        renew();
    }
    ~Arrivals() {
        if (descriptor_ >= 0) close(descriptor_);
    }
    Arrivals(const Arrivals&) = delete;
    Arrivals& operator=(const Arrivals&) = delete;

    int descriptor() const { return descriptor_; }

    /// Forgets what has come, and watches what is there now.
    void renew() {
        char events[4096];
        while (read(descriptor_, events, sizeof events) > 0) {
        }
        // A new device gets its permissions a moment after its name.
        constexpr std::uint32_t kChanges = IN_CREATE | IN_DELETE | IN_ATTRIB | IN_ONLYDIR;
        const std::string cards = devices_ + "/snd";
        if (inotify_add_watch(descriptor_, cards.c_str(), kChanges) >= 0) return;
        inotify_add_watch(descriptor_, devices_.c_str(), IN_CREATE | IN_ONLYDIR);
        inotify_add_watch(descriptor_, cards.c_str(), kChanges);  // It may just have come.
    }

private:
    const std::string devices_;
    const int descriptor_;
};

}  // namespace

bool is_headphone_jack(std::string_view control) {
    return control.find("Headphone") != control.npos && control.ends_with("Jack") &&
           control.find("Phantom") == control.npos;
}

Result<std::unique_ptr<CardHeadphones>> CardHeadphones::watch(std::function<void()> on_change,
                                                              Places places) {
    Wake stop = TRY(Wake::make());
    return std::make_unique<CardHeadphones>(Private(), std::move(on_change), std::move(places),
                                            std::move(stop));
}

CardHeadphones::CardHeadphones(Private, std::function<void()> on_change, Places places, Wake stop)
    : on_change_(std::move(on_change)),
      places_(std::move(places)),
      stop_(std::move(stop)),
      plugged_(all_together(cards_of(places_.cards))),
      thread_(&CardHeadphones::run, this) {}

CardHeadphones::~CardHeadphones() {
    stop_.ring();
    thread_.join();
}

void CardHeadphones::tell(Plugged plugged) {
    if (plugged_.exchange(plugged) != plugged && on_change_) on_change_();
}

void CardHeadphones::run() {
    Arrivals arrivals(places_.devices);
    std::vector<Card> cards = cards_of(places_.cards);
    for (;;) {
        tell(all_together(cards));
        std::vector<pollfd> watched{{.fd = stop_.descriptor(), .events = POLLIN, .revents = 0},
                                    {.fd = arrivals.descriptor(), .events = POLLIN, .revents = 0}};
        for (const Card& card : cards)
            for (const pollfd& one : card.descriptors()) watched.push_back(one);
        poll(watched.data(), watched.size(), -1);
        if (watched[0].revents != 0) return;
        // A card that has gone is readable for ever: it is let go.
        std::erase_if(cards, [](const Card& card) { return !card.hear(); });
        if (watched[1].revents == 0) continue;
        arrivals.renew();
        cards = cards_of(places_.cards);
    }
}

}  // namespace voice
