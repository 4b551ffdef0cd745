#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "base/result.h"
#include "voice/wake.h"

namespace voice {

/// Whether somebody has plugged headphones in. `unknown`: no sound card tells.
enum class Plugged { unknown, out, in };

class Headphones {
public:
    virtual ~Headphones() = default;
    virtual Plugged plugged() const = 0;  ///< Any thread; never waits.
};

/// What the sound cards say of their jacks (ALSA's controls). Its own thread sleeps until a card
/// speaks, or a card comes or goes. Cards that cannot be opened are as good as none.
class CardHeadphones final : public Headphones {
public:
    struct Places {
        std::string devices = "/dev";    ///< Where the folder "snd" with the cards appears.
        std::vector<std::string> cards;  ///< ALSA's names for them; empty: every "hw:N" there is.
    };
    /// `on_change` is called from its thread when plugged() has another answer; it must not block.
    static Result<std::unique_ptr<CardHeadphones>> watch(std::function<void()> on_change) {
        return watch(std::move(on_change), Places());
    }
    static Result<std::unique_ptr<CardHeadphones>> watch(std::function<void()> on_change,
                                                         Places places);
    ~CardHeadphones() override;
    CardHeadphones(const CardHeadphones&) = delete;
    CardHeadphones& operator=(const CardHeadphones&) = delete;

    Plugged plugged() const override { return plugged_.load(); }

    // Only watch() makes one: nobody else has the key.
    class Private {
        explicit Private() = default;
        friend class CardHeadphones;
    };
    CardHeadphones(Private, std::function<void()> on_change, Places places, Wake stop);

private:
    void run();
    void tell(Plugged plugged);

    const std::function<void()> on_change_;
    const Places places_;
    const Wake stop_;
    std::atomic<Plugged> plugged_ = Plugged::unknown;
    std::thread thread_;
};

/// "Headphone Jack", "Front Headphone Jack". A "Phantom" one is always in: the card cannot feel it.
bool is_headphone_jack(std::string_view control);

}  // namespace voice
