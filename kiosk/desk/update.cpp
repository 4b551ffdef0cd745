#include "desk/update.h"

#include <algorithm>

#include "base/overloaded.h"
#include "base/panic.h"
#include "desk/moves.h"
#include "text/telex.h"
#include "text/unicode.h"

namespace desk {

namespace {

constexpr std::size_t kTypedMax = 60;  // As the citizen's search field.

template <class Wanted>
Wanted* current(Desk& desk) {
    return std::get_if<Wanted>(&desk.screen);
}

Requests open_tab(Desk& desk, Tab tab, const World& world) {
    switch (tab) {
        case Tab::tallies: return show(desk, Tallies{.anchor = world.today}, world);
        case Tab::entry: {
            Entry entry = desk.draft.value_or(Entry{});
            entry.day = world.today;  // A forgotten day is chosen anew each time.
            return show(desk, entry, world);
        }
        case Tab::campaign: return show(desk, CampaignView{}, world);
        case Tab::day_end: return show(desk, DayEnd{.day = world.today}, world);
        case Tab::health: return show(desk, HealthView{}, world);
    }
    return {};
}

Requests go_back(Desk& desk, const World& world) {
    if (auto* keys = current<Keys>(desk); keys && keys->doing != Keys::Doing::looking) {
        *keys = Keys{};
        return {};
    }
    return std::visit(
        Overloaded{
            [&](const Pick&) { return show(desk, desk.draft.value_or(Entry{}), world); },
            [&](const Book&) { return show(desk, desk.draft.value_or(Entry{}), world); },
            [&](const Correct&) { return show(desk, Book{}, world); },
            [&](const ImportView&) { return open_tab(desk, Tab::day_end, world); },
            [&](const Keys&) { return open_tab(desk, Tab::health, world); },
            [&](const Enrol&) { return open_tab(desk, Tab::health, world); },
            [&](const ClockView&) { return open_tab(desk, Tab::health, world); },
            [](const auto&) { return Requests{}; },
        },
        Screen(desk.screen));
}

Requests choose_span(Desk& desk, Span span, const World& world) {
    if (auto* end = current<DayEnd>(desk)) {
        end->span = span;
        return {};
    }
    auto* tallies = current<Tallies>(desk);
    if (!tallies) return {};
    tallies->span = span;
    tallies->anchor = std::min(tallies->anchor, world.today);
    tallies->row = 0;
    return needs(desk, world);
}

Requests turn_span(Desk& desk, int by, const World& world) {
    auto* tallies = current<Tallies>(desk);
    if (!tallies) return {};
    const Day day = moved(tallies->span, tallies->anchor, by);
    if (by > 0 && period_of(tallies->span, day, world.campaign).first > world.today) return {};
    tallies->anchor = std::min(day, world.today);
    tallies->row = 0;
    return needs(desk, world);
}

Requests turn_day(Desk& desk, int by, const World& world) {
    const auto turn = [&](Day day) {
        return std::clamp(day + std::chrono::days(by),
                          world.today - std::chrono::days(kDaysBackMax), world.today);
    };
    if (auto* entry = current<Entry>(desk)) {
        entry->day = turn(entry->day);
        desk.draft = *entry;
    }
    if (auto* end = current<DayEnd>(desk)) {
        end->day = turn(end->day);
        end->closing = false;
    }
    desk.facts.closing_known = false;  // It was another day's.
    return needs(desk, world);
}

void scroll_to(Desk& desk, int row) {
    std::visit(
        [&](auto& screen) {
            if constexpr (requires { screen.row; }) screen.row = std::max(0, row);
        },
        desk.screen);
}

void choose_traits(Desk& desk, const tally::Traits& traits) {
    if (auto* entry = current<Entry>(desk)) {
        entry->traits = traits;
        desk.draft = *entry;
    }
}

void choose_count(Desk& desk, std::int64_t count) {
    if (auto* entry = current<Entry>(desk)) choose_count(*entry, count);
    if (auto* correct = current<Correct>(desk))
        correct->count = std::clamp<std::int64_t>(count, 1, correct->of.left);
}

void open_pad(Desk& desk) {
    if (auto* entry = current<Entry>(desk)) {
        entry->pad = true;
        entry->digits.clear();
    }
}

void close_pad(Desk& desk) {
    auto* entry = current<Entry>(desk);
    if (!entry) return;
    std::int64_t count = 0;
    for (const char digit : entry->digits) count = 10 * count + (digit - '0');
    if (count > 0) choose_count(*entry, count);
    entry->pad = false;
    entry->digits.clear();
}

void type(Desk& desk, char32_t key) {
    auto* pick = current<Pick>(desk);
    if (!pick || text::code_points(pick->typed).size() >= kTypedMax) return;
    pick->typed = text::telex_line(pick->typed, key);
    pick->row = 0;
}

void type_words(Desk& desk, const std::string& words) {
    auto* pick = current<Pick>(desk);
    if (!pick || text::code_points(words).size() > kTypedMax) return;
    pick->typed = words;
    pick->row = 0;
}

void erase_key(Desk& desk) {
    if (auto* pick = current<Pick>(desk)) {
        text::drop_last(pick->typed);
        pick->row = 0;
    }
}

void toggle_digits(Desk& desk) {
    if (auto* pick = current<Pick>(desk)) pick->digits = !pick->digits;
}

void turn_codes(Desk& desk, int page) {
    if (auto* door = current<Door>(desk)) door->page = std::max(0, page);
    if (auto* keys = current<Keys>(desk)) keys->page = std::max(0, page);
}

void give_reason(Desk& desk, tally::Reason why) {
    if (auto* correct = current<Correct>(desk)) correct->why = why;
}

void show_view(Desk& desk, Tallies::View view) {
    if (auto* tallies = current<Tallies>(desk)) {
        tallies->view = view;
        tallies->row = 0;
    }
}

void show_indicator(Desk& desk, int indicator) {
    if (auto* campaign = current<CampaignView>(desk)) campaign->indicator = std::max(0, indicator);
}

/// Only managers close days; one that is closed stays so.
void ask_close(Desk& desk) {
    auto* end = current<DayEnd>(desk);
    if (end && desk.manager && desk.facts.closing_known && !desk.facts.closing)
        end->closing = !end->closing;
}

Requests confirm_close(Desk& desk, const World& world) {
    auto* end = current<DayEnd>(desk);
    if (!end || !end->closing || !desk.manager) return {};
    end->closing = false;
    begin(desk, Deed::close_day, world);
    return {CloseDay{.staff = desk.staff, .day = end->day}};
}

Requests export_to_stick(Desk& desk, bool csv, const World& world) {
    const auto* end = current<DayEnd>(desk);
    if (!end || desk.notice.outcome == Outcome::under_way) return {};
    begin(desk, csv ? Deed::export_csv : Deed::export_xlsx, world);
    return {Export{
        .staff = desk.staff, .of = period_of(end->span, end->day, world.campaign), .csv = csv}};
}

Requests print_sheet(Desk& desk, const World& world) {
    const auto* end = current<DayEnd>(desk);
    if (!end || !desk.facts.sheet_printer || desk.notice.outcome == Outcome::under_way) return {};
    begin(desk, Deed::print_sheet, world);
    return {PrintDay{.staff = desk.staff, .day = end->day}};
}

Requests read_file(Desk& desk, const std::string& name, const World& world) {
    auto* import = current<ImportView>(desk);
    if (!import) return {};
    import->chosen = name;
    import->row = 0;
    desk.facts.import.reset();
    begin(desk, Deed::import_read, world);
    return {ReadImport{name}};
}

Requests apply_import(Desk& desk, const World& world) {
    const auto* import = current<ImportView>(desk);
    if (!import || !desk.facts.import || !desk.facts.import->adds()) return {};
    begin(desk, Deed::import_apply, world);
    desk.facts.import.reset();
    return {AddImport{.staff = desk.staff, .file = import->chosen}};
}

void touch_cell(Desk& desk, std::size_t cell) {
    auto* health = current<HealthView>(desk);
    if (!health || cell >= kTouchCells) return;
    health->touched.resize(kTouchCells);
    health->touched[cell] = true;
}

Requests check_journal(Desk& desk, const World& world) {
    if (desk.notice.outcome == Outcome::under_way) return {};
    begin(desk, Deed::check_journal, world);
    return {CheckAll{}};
}

Requests open_keys(Desk& desk, const World& world) {
    return desk.manager ? show(desk, Keys{}, world) : Requests{};
}

void do_with_key(Desk& desk, Keys::Doing doing, const std::string& code) {
    if (auto* keys = current<Keys>(desk); keys && desk.manager)
        *keys = Keys{.doing = doing, .code = code, .page = keys->page};
}

Requests leave(Desk& desk, bool& left) {
    left = true;
    if (!desk.inside()) return {};
    return {NoteLeft{.who = desk.staff, .idle = false}};
}

/// What has come is kept only while it is of what is looked at.
void learn_figures(Desk& desk, const Figures& figures) { desk.facts.figures = figures; }

void learn_recorded(Desk& desk, const RecordedCame& came) {
    desk.facts.recorded = came.rows;
    desk.facts.favourites = came.favourites;
}

void learn_closing(Desk& desk, const ClosingCame& came) {
    const auto* end = current<DayEnd>(desk);
    const auto* entry = current<Entry>(desk);
    if (end ? end->day != came.day : !entry || entry->day != came.day) return;
    desk.facts.closing = came.closing;
    desk.facts.closing_known = true;
}

Requests learn_notice(Desk& desk, const Notice& notice, const World& world) {
    desk.notice = notice;
    desk.notice.at = world.now;
    if (notice.outcome == Outcome::under_way) return {};
    // What was done has changed what is seen.
    return needs(desk, world);
}

/// What may happen before the door; everything else needs somebody who came in.
bool is_for_anybody(const Action& action) {
    return std::holds_alternative<AccountsCame>(action) ||
           std::holds_alternative<Admitted>(action) || std::holds_alternative<Refused>(action) ||
           std::holds_alternative<ChooseCode>(action) ||
           std::holds_alternative<TurnCodes>(action) || std::holds_alternative<Digit>(action) ||
           std::holds_alternative<EraseDigit>(action) ||
           std::holds_alternative<EraseDigits>(action) || std::holds_alternative<Leave>(action);
}

/// What each action does; one that is forgotten here does not compile.
Requests apply(Desk& desk, const Action& action, const World& world, bool& left) {
    const auto change = [&](auto how, const auto&... with) {
        how(desk, with...);
        return Requests{};
    };
    using Doing = Keys::Doing;
    return std::visit(
        Overloaded{
            [&](const ChooseCode& a) { return change(choose_code, a.code); },
            [&](const TurnCodes& a) { return change(turn_codes, a.page); },
            [&](const Digit& a) { return type_digit(desk, a.digit, world); },
            [&](const EraseDigit&) { return change(erase_digit, false); },
            [&](const EraseDigits&) { return change(erase_digit, true); },
            [&](const Leave&) { return leave(desk, left); },
            [&](const OpenTab& a) { return open_tab(desk, a.tab, world); },
            [&](const ChooseSpan& a) { return choose_span(desk, a.span, world); },
            [&](const TurnSpan& a) { return turn_span(desk, a.by, world); },
            [&](const ShowView& a) { return change(show_view, a.view); },
            [&](const ScrollTo& a) { return change(scroll_to, a.row); },
            [&](const ChooseProcedure& a) { return change(choose_procedure, a.code, world); },
            [&](const ChooseTraits& a) { return change(choose_traits, a.traits); },
            [&](const ChooseCount& a) {
                choose_count(desk, a.count);
                return Requests{};
            },
            [&](const OpenPad&) { return change(open_pad); },
            [&](const ClosePad&) { return change(close_pad); },
            [&](const TurnDay& a) { return turn_day(desk, a.by, world); },
            [&](const Save&) { return save(desk, world); },
            [&](const Repeat& a) { return repeat(desk, a.sequence, world); },
            [&](const OpenPick&) { return show(desk, Pick{}, world); },
            [&](const TypeKey& a) { return change(type, a.key); },
            [&](const TypeWords& a) { return change(type_words, a.words); },
            [&](const EraseKey&) { return change(erase_key); },
            [&](const ToggleDigits&) { return change(toggle_digits); },
            [&](const OpenBook&) { return show(desk, Book{}, world); },
            [&](const OpenCorrection& a) { return open_correction(desk, a.sequence, world); },
            [&](const GiveReason& a) { return change(give_reason, a.why); },
            [&](const TakeBack&) { return take_back(desk, world); },
            [&](const Undo&) { return undo(desk, world); },
            [&](const Back&) { return go_back(desk, world); },
            [&](const ShowIndicator& a) { return change(show_indicator, a.indicator); },
            [&](const AskClose&) { return change(ask_close); },
            [&](const ConfirmClose&) { return confirm_close(desk, world); },
            [&](const ExportXlsx&) { return export_to_stick(desk, false, world); },
            [&](const ExportCsv&) { return export_to_stick(desk, true, world); },
            [&](const PrintSheet&) { return print_sheet(desk, world); },
            [&](const OpenImport&) { return show(desk, ImportView{}, world); },
            [&](const ReadFile& a) { return read_file(desk, a.name, world); },
            [&](const ApplyImport&) { return apply_import(desk, world); },
            [&](const TouchCell& a) { return change(touch_cell, a.cell); },
            [&](const CheckJournal&) { return check_journal(desk, world); },
            [&](const OpenKeys&) { return open_keys(desk, world); },
            [&](const AddKey& a) {
                return change(do_with_key,
                              a.manager ? Doing::adding_manager : Doing::adding_officer,
                              std::string());
            },
            [&](const ChangePin& a) { return change(do_with_key, Doing::changing, a.code); },
            [&](const AskRemove& a) { return change(do_with_key, Doing::removing, a.code); },
            [&](const ConfirmRemove&) { return remove_account(desk, world); },
            [&](const OpenEnrol&) { return open_enrol(desk, world); },
            [&](const CodeSymbol& a) { return change(type_symbol, a.symbol); },
            [&](const SendCode&) { return send_code(desk); },
            [&](const OpenClock&) { return open_clock(desk, world); },
            [&](const AskClock&) { return change(ask_clock); },
            [&](const ConfirmClock&) { return confirm_clock(desk, world); },
            [&](const RetypeClock&) { return change(retype_clock); },
            [&](const AccountsCame& a) { return change(learn_accounts, a, world.now); },
            [&](const Admitted& a) { return admit(desk, a, world); },
            [&](const Refused& a) { return change(refuse_entry, a, world.now); },
            [&](const FiguresCame& a) { return change(learn_figures, a.figures); },
            [&](const RecordedCame& a) { return change(learn_recorded, a); },
            [&](const CampaignCame& a) {
                desk.facts.campaign_days = a.days;
                return Requests{};
            },
            [&](const ClosingCame& a) { return change(learn_closing, a); },
            [&](const StickCame& a) {
                desk.facts.stick = a.stick;
                return Requests{};
            },
            [&](const ImportCame& a) {
                desk.facts.import = a.preview;
                return Requests{};
            },
            [&](const HealthCame& a) {
                desk.facts.health = a.health;
                return Requests{};
            },
            [&](const EnrolCame& a) { return change(learn_enrolled, a); },
            [&](const ClockCame& a) { return change(learn_clock, a); },
            [&](const NoticeCame& a) { return learn_notice(desk, a.notice, world); },
            [&](const JournalGrew&) { return needs(desk, world); },
            [&](const StickChanged&) { return needs(desk, world); },
        },
        action);
}

}  // namespace

Change update(Desk& desk, const Action& action, const World& world) {
    Change change;
    if (!desk.inside() && !is_for_anybody(action)) return change;
    change.requests = apply(desk, action, world, change.left);
    return change;
}

}  // namespace desk
