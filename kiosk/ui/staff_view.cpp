#include "base/overloaded.h"
#include "ui/staff_views.h"

namespace ui {

Asked draw_staff(Frame& f, const app::Staff& staff) {
    const desk::Desk& desk = staff.desk;
    return std::visit(Overloaded{
                          [&](const desk::Door& s) { return draw_door(f, desk, s); },
                          [&](const desk::Tallies& s) { return draw_tallies(f, desk, s); },
                          [&](const desk::Entry& s) { return draw_entry(f, desk, s); },
                          [&](const desk::Pick& s) { return draw_pick(f, desk, s); },
                          [&](const desk::Book& s) { return draw_book(f, desk, s); },
                          [&](const desk::Correct& s) { return draw_correct(f, desk, s); },
                          [&](const desk::CampaignView& s) { return draw_campaign(f, desk, s); },
                          [&](const desk::DayEnd& s) { return draw_day_end(f, desk, s); },
                          [&](const desk::ImportView& s) { return draw_import(f, desk, s); },
                          [&](const desk::HealthView& s) { return draw_health(f, desk, s); },
                          [&](const desk::Keys& s) { return draw_keys(f, desk, s); },
                          [&](const desk::Enrol& s) { return draw_enrol(f, desk, s); },
                          [&](const desk::ClockView& s) { return draw_clock(f, desk, s); },
                      },
                      desk.screen);
}

Asked at_desk(Asked from_list) {
    if (!from_list) return from_list;
    if (const auto* scroll = std::get_if<app::ScrollTo>(&*from_list))
        return app::AtDesk{desk::ScrollTo{scroll->row}};
    return from_list;
}

}  // namespace ui
