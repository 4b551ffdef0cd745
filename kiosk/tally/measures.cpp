#include "tally/measures.h"

namespace tally {

const std::vector<MeasureName>& measure_names() {
    static const std::vector<MeasureName> names = {
        {"visits", &Measures::visits},
        {"opened", &Measures::opened},
        {"qr_shown", &Measures::qr_shown},
        {"counter_way", &Measures::counter_way},
        {"slips", &Measures::slips},
        {"submitted", &Measures::submitted},
        {"received", &Measures::received},
        {"online", &Measures::online},
        {"post", &Measures::post},
        {"online_complete", &Measures::online_complete},
        {"digitised", &Measures::digitised},
        {"digitised_complete", &Measures::digitised_complete},
        {"result_due", &Measures::result_due},
        {"result_electronic", &Measures::result_electronic},
        {"fee_due", &Measures::fee_due},
        {"paid_online", &Measures::paid_online},
    };
    return names;
}

Measures& Measures::operator+=(const Measures& other) {
    for (const MeasureName& name : measure_names()) this->*name.field += other.*name.field;
    return *this;
}

Measures measures_of(const Traits& traits, std::int64_t count) {
    const bool online = traits.channel == Channel::online;
    const bool complete = traits.result != ResultForm::paper;
    const auto when = [&](bool holds) { return holds ? count : 0; };
    return {
        .received = count,
        .online = when(online),
        .post = when(traits.channel == Channel::post),
        .online_complete = when(online && complete),
        .digitised = when(traits.digitised),
        .digitised_complete = when(traits.digitised && complete),
        .result_due = when(traits.result != ResultForm::none),
        .result_electronic = when(traits.result == ResultForm::electronic),
        .fee_due = when(traits.fee != Fee::none),
        .paid_online = when(traits.fee == Fee::online),
    };
}

}  // namespace tally
