#include "reports/speech.h"
#include "reports/tables.h"
#include "text/format.h"

namespace reports {

sheets::View about_table(const figures::Asked& asked, const figures::World& world,
                         const Voice& voice) {
    const Speech speech(world, voice);
    sheets::View view;
    view.slug = "about";
    view.title = speech.word("table.about");
    view.notice = speech.notice();
    view.columns = {speech.column("table.what", 40), speech.column("table.value", 90)};
    const auto row = [&](const std::string& what, const std::string& value) {
        Row(view).text(what).text(value);
    };
    const auto day = [&](const char* key, tally::Day what) {
        Row(view).text(speech.word(key)).day(what);
    };
    const catalogue::Ward* ward = world.wards.find(asked.ward);
    row(speech.word("table.about.province"), voice.province);
    row(speech.word("table.about.scope"),
        ward ? ward->full_name + " (" + ward->code + ")" : speech.word("table.about.all_wards"));
    day("table.about.first", asked.period.first);
    day("table.about.last", asked.period.last);
    if (asked.compared) {
        day("table.about.compared_first", asked.compared->first);
        day("table.about.compared_last", asked.compared->last);
    }
    row(speech.word("table.about.made"), speech.moment(voice.made));
    row(speech.word("table.about.campaign"), world.campaign.name.in(voice.language));
    if (world.campaign.sample_targets)
        row(speech.word("table.about.targets"), speech.word("sample_targets"));
    for (const campaign::Indicator& one : world.campaign.indicators) {
        const auto measure = [&](std::int64_t tally::Measures::*field) {
            for (const tally::MeasureName& known : tally::measure_names())
                if (known.field == field) return speech.word("measure." + std::string(known.name));
            return std::string();
        };
        row(speech.name_of(one), measure(one.numerator) + " ÷ " + measure(one.denominator));
    }
    for (const char* certainty : {"shown", "said", "confirmed", "doubt"})
        row(speech.word(std::string("certainty.") + certainty),
            speech.word(std::string("certainty.") + certainty + ".long"));
    row(speech.word("table.about.unknown"), speech.word("table.about.unknown_is"));
    row(speech.word("table.about.official"), speech.word("table.about.official_is"));
    return view;
}

}  // namespace reports
