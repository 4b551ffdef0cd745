#pragma once

#include "desk/action.h"
#include "ui/views.h"

/// The staff area: one view for each screen of desk::Screen. Like the citizens' views they read
/// the frame and the desk, draw, and say what the officer asked for; every figure comes from
/// desk.facts, a view adds nothing up but what it draws.
namespace ui {

Asked draw_staff(Frame& f, const app::Staff& staff);  ///< Whichever is current. staff_view.cpp

Asked draw_door(Frame& f, const desk::Desk& desk, const desk::Door& screen);
Asked draw_tallies(Frame& f, const desk::Desk& desk, const desk::Tallies& screen);
Asked draw_campaign(Frame& f, const desk::Desk& desk, const desk::CampaignView& screen);
Asked draw_entry(Frame& f, const desk::Desk& desk, const desk::Entry& screen);
Asked draw_pick(Frame& f, const desk::Desk& desk, const desk::Pick& screen);
Asked draw_book(Frame& f, const desk::Desk& desk, const desk::Book& screen);
Asked draw_correct(Frame& f, const desk::Desk& desk, const desk::Correct& screen);
Asked draw_day_end(Frame& f, const desk::Desk& desk, const desk::DayEnd& screen);
Asked draw_import(Frame& f, const desk::Desk& desk, const desk::ImportView& screen);
Asked draw_health(Frame& f, const desk::Desk& desk, const desk::HealthView& screen);
Asked draw_keys(Frame& f, const desk::Desk& desk, const desk::Keys& screen);
Asked draw_enrol(Frame& f, const desk::Desk& desk, const desk::Enrol& screen);
Asked draw_clock(Frame& f, const desk::Desk& desk, const desk::ClockView& screen);

/// A wish of an officer. What a list asks for (draw_paged) is said in the desk's words.
inline Asked at_desk(desk::Action action) { return app::AtDesk{std::move(action)}; }
Asked at_desk(Asked from_list);

/// Above the bar of every screen behind the door lies one line (f.line). A notice of a deed has
/// it first; while there is none, the screen may say something quiet there.
void quiet_line(Frame& f, const desk::Desk& desk, std::string_view words);

}  // namespace ui
