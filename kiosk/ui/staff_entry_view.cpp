// Recording what the counter handled: which procedure, how, how many, for which day. The red
// button says in words what will be recorded.

#include <set>

#include "ui/pin_pad.h"
#include "ui/staff_recent.h"
#include "ui/staff_widgets.h"

namespace ui {

namespace {

using desk::Entry;
using tally::Channel;
using tally::Fee;
using tally::ResultForm;

constexpr std::size_t kFavourites = 7;  // And "another one": eight places.

/// What is recorded often; on a young kiosk what citizens open, then the catalogue's first.
std::vector<std::string> favourites(const Frame& f, const desk::Desk& desk) {
    std::vector<std::string> codes;
    std::set<std::string> seen;
    const auto add = [&](const std::string& code) {
        if (codes.size() < kFavourites && procedure_of(f, code) && seen.insert(code).second)
            codes.push_back(code);
    };
    for (const desk::Favourite& favourite : desk.facts.favourites) add(favourite.code);
    for (const std::string& code : f.model.status.most_used) add(code);
    for (const catalogue::Procedure& procedure : f.world.catalogue->procedures()) {
        if (codes.size() == kFavourites) break;
        if (!procedure.internal) add(procedure.code);
    }
    return codes;
}

/// One of eight: caption letters, so that long names stay whole.
bool draw_favourite(Frame& f, Box box, const std::string& id, const Button& look) {
    const Touchable touch = touchable(f, id, box);
    const Colours& c = f.colour;
    const Colour ground = touch.pressed ? c.pressed : look.selected ? c.indigo : c.card;
    const Colour letters = touch.pressed ? c.on_pressed : look.selected ? c.on_indigo : c.ink;
    card(f, box, f.size.radius, ground,
         touch.pressed   ? c.pressed_edge
         : look.selected ? c.indigo
                         : c.edge,
         f.size.border);
    Box inside = box.inset(f.size.space2, f.size.border);
    if (!look.icon.empty())
        icon(f, inside.cut_left(f.size.icon, f.size.space1), look.icon, f.size.icon, letters);
    const int lines = static_cast<int>(inside.h / line_height(f, {.style = Style::caption}));
    draw_text(f, inside, look.label,
              {.style = Style::caption,
               .weight = Weight::semibold,
               .colour = letters,
               .align = Align::centre,
               .middle = true,
               .lines = std::max(1, lines),
               .may_cut = true});
    return touch.tapped;
}

Asked draw_favourites(Frame& f, const std::vector<Box>& at, const desk::Desk& desk,
                      const Entry& screen) {
    const std::vector<std::string> codes = favourites(f, desk);
    Asked asked;
    bool among = screen.procedure.empty();
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const bool chosen = codes[i] == screen.procedure;
        among = among || chosen;
        const std::string name = procedure_words(f, codes[i]);
        if (draw_favourite(f, at[i], "fav-" + std::to_string(i),
                           {.label = name, .selected = chosen}))
            asked = at_desk(desk::ChooseProcedure{codes[i]});
    }
    const std::string other = among ? f.say("st.other") : procedure_words(f, screen.procedure);
    if (draw_favourite(f, at[codes.size()], "other",
                       {.icon = "search", .label = other, .selected = !among}))
        asked = at_desk(desk::OpenPick{});
    return asked;
}

struct Option {
    const char* id;
    std::string_view icon, label;
    bool chosen;
    tally::Traits then;  ///< The traits, should it be tapped.
};

Asked draw_options(Frame& f, Box box, std::string_view heading,
                   const std::vector<Option>& options) {
    draw_heading(f, box.cut_top(heading_height(f)), heading);
    const auto at = columns(box, static_cast<int>(options.size()), f.size.gap);
    Asked asked;
    for (std::size_t i = 0; i < options.size(); ++i) {
        const Option& option = options[i];
        const Button look{.icon = option.icon, .label = option.label, .selected = option.chosen};
        if (button(f, option.id, at[i], look)) asked = at_desk(desk::ChooseTraits{option.then});
    }
    return asked;
}

Asked draw_channel(Frame& f, Box box, const tally::Traits& now) {
    const auto with = [&](const char* id, std::string_view picture, std::string_view words,
                          Channel channel) {
        tally::Traits then = now;
        then.channel = channel;
        return Option{id, picture, words, now.channel == channel, then};
    };
    return draw_options(f, box, f.say("st.chan"),
                        {with("channel-online", "smartphone", f.say("st.c1"), Channel::online),
                         with("channel-counter", "storefront", f.say("st.c2"), Channel::counter),
                         with("channel-post", "local_post_office", f.say("st.c3"), Channel::post)});
}

Asked draw_digitised(Frame& f, Box box, const tally::Traits& now) {
    tally::Traits yes = now, no = now;
    yes.digitised = true;
    no.digitised = false;
    return draw_options(f, box, f.say("st.dig"),
                        {{"digitised-yes", "document_scanner", f.say("st.d1"), now.digitised, yes},
                         {"digitised-no", "block", f.say("st.d2"), !now.digitised, no}});
}

Asked draw_fee(Frame& f, Box box, const tally::Traits& now) {
    const auto with = [&](const char* id, std::string_view picture, std::string_view words,
                          Fee fee) {
        tally::Traits then = now;
        then.fee = fee;
        return Option{id, picture, words, now.fee == fee, then};
    };
    return draw_options(f, box, f.say("st.pay"),
                        {with("fee-online", "credit_card", f.say("st.p1"), Fee::online),
                         with("fee-cash", "payments", f.say("st.p2"), Fee::cash),
                         with("fee-none", "money_off", f.say("st.p3"), Fee::none)});
}

Asked draw_result(Frame& f, Box box, const tally::Traits& now) {
    const auto with = [&](const char* id, std::string_view picture, std::string_view words,
                          ResultForm result) {
        tally::Traits then = now;
        then.result = result;
        return Option{id, picture, words, now.result == result, then};
    };
    return draw_options(
        f, box, f.say("entry.result"),
        {with("result-electronic", "verified", f.say("entry.result.yes"), ResultForm::electronic),
         with("result-paper", "description", f.say("entry.result.paper"), ResultForm::paper),
         with("result-none", "remove_circle_outline", f.say("entry.result.none"),
              ResultForm::none)});
}

Asked draw_number(Frame& f, Box box, const Entry& screen) {
    draw_heading(f, box.cut_top(heading_height(f)), f.say("st.qty"));
    return draw_stepper(f, box, {.count = screen.count, .most = tally::kDossiersMax, .pad = true});
}

Asked draw_save(Frame& f, Box box, const desk::Desk& desk, const Entry& screen) {
    const bool chosen = !screen.procedure.empty();
    const std::string name = procedure_words(f, screen.procedure);
    const std::string count = number(f, screen.count);
    const std::string label =
        !chosen ? f.say("entry.choose")
        : screen.day < f.today()
            ? f.fill("entry.save_day",
                     {{"n", count}, {"day", short_date(screen.day)}, {"name", name}})
            : f.fill("entry.save", {{"n", count}, {"name", name}});
    // A second tap while the first is being written would record it twice.
    const Button look{.icon = "playlist_add_check",
                      .label = label,
                      .kind = Kind::primary,
                      .large = true,
                      .enabled = chosen && !under_way(desk, desk::Deed::record)};
    return button(f, "save", box, look) ? at_desk(desk::Save{}) : std::nullopt;
}

/// Four groups of choices beside or under each other, as the glass stands.
struct Places {
    Box day, channel, digitised, fee, result, number;
    std::vector<Box> favourites;
    Box save, recent;
};

void place_favourites(const Frame& f, Places& places, Box box, int across) {
    const int down = static_cast<int>(kFavourites + 1) / across;
    for (const Box& line : rows(box, down, f.size.gap))
        for (const Box& cell : columns(line, across, f.size.gap)) places.favourites.push_back(cell);
}

Places places_across(const Frame& f) {
    Places places;
    Box box = f.content;
    places.recent = box.cut_right(f.theme.px(480), f.size.space4);
    places.save = box.cut_bottom(f.size.big_button, f.size.space2);
    const float group = heading_height(f) + f.size.button;
    const float right = f.theme.px(489);
    const auto pair = [&](Box& wide, Box& narrow) {
        Box line = box.cut_bottom(group, f.size.gap);
        narrow = line.cut_right(right, f.size.space4);
        wide = line;
    };
    pair(places.result, places.number);
    pair(places.fee, places.day);
    pair(places.channel, places.digitised);
    box.cut_top(heading_height(f));
    place_favourites(f, places, box, 4);
    return places;
}

Places places_down(const Frame& f) {
    Places places;
    Box box = f.content;
    Box first = box.cut_top(f.size.button, f.size.gap);
    places.day = first.cut_right(std::floor(first.w * 0.6f));
    const float favourite = f.size.touch_min;  // Two rows of "just recorded" need the rest.
    place_favourites(f, places, box.cut_top(4 * favourite + 3 * f.size.gap, f.size.space1), 2);
    const float group = heading_height(f) + f.size.button;
    places.channel = box.cut_top(group, f.size.space1);
    const auto halves = columns(box.cut_top(group, f.size.space1), 2, f.size.space3);
    places.digitised = halves[0];
    places.number = halves[1];
    places.fee = box.cut_top(group, f.size.space1);
    places.result = box.cut_top(group, f.size.gap);
    places.save = box.cut_top(f.size.big_button, f.size.gap);
    places.recent = box;
    return places;
}

Asked draw_form(Frame& f, const desk::Desk& desk, const Entry& screen) {
    const Places at = f.portrait() ? places_down(f) : places_across(f);
    Asked asked;
    const auto take = [&](Asked wished) {
        if (wished) asked = std::move(wished);
    };
    Box day = at.day;
    if (f.portrait()) {
        draw_heading(f, {f.content.x, day.y + day.h - heading_height(f), day.x - f.content.x, 0},
                     f.say("st.pick"));
    } else {
        draw_heading(f, f.content, f.say("st.pick"));
        draw_heading(f, day.cut_top(heading_height(f)), f.say("entry.day"));
    }
    take(draw_favourites(f, at.favourites, desk, screen));
    take(draw_channel(f, at.channel, screen.traits));
    take(draw_digitised(f, at.digitised, screen.traits));
    take(draw_fee(f, at.fee, screen.traits));
    take(draw_result(f, at.result, screen.traits));
    take(draw_number(f, at.number, screen));
    take(draw_day_turner(f, day, screen.day, known_closed(desk, screen.day)));
    take(draw_save(f, at.save, desk, screen));
    take(draw_recent(f, at.recent, desk));
    return asked;
}

/// How many: the digits large, the pad beside or under them.
Asked draw_pad(Frame& f, const Entry& screen) {
    Box box = f.content;
    const float across = pin_pad_width(f), high = pin_pad_height(f);
    const float words = f.theme.px(616);
    Box left, pad;
    if (f.portrait()) {
        Box column = box.centred(words, std::min(box.h, high + f.theme.px(560)));
        pad = column.cut_bottom(high, f.size.space5);
        pad = pad.centred(across, high);
        left = column;
    } else {
        Box row = box.centred(words + across + f.theme.px(200), high);
        pad = row.cut_right(across);
        left = row.cut_left(words);
    }
    const Look head{.style = Style::title, .weight = Weight::bold, .lines = 1};
    const Look body{.style = Style::body, .colour = f.colour.ink2, .lines = 2, .may_cut = true};
    draw_text(f, left.cut_top(line_height(f, head), f.size.space1), f.say("entry.how_many"), head);
    const std::string about =
        screen.procedure.empty() ? f.say("entry.at_most") : procedure_words(f, screen.procedure);
    draw_text(f, left.cut_top(2 * line_height(f, body), f.size.space2), about, body);
    const bool typed = !screen.digits.empty();
    const Box field = left.cut_top(f.theme.px(144), f.size.space3);
    card(f, field, f.size.card_radius, f.colour.card, f.colour.indigo, f.size.strong);
    draw_text(f, field, typed ? screen.digits : number(f, screen.count),
              {.style = Style::display,
               .weight = Weight::bold,
               .colour = typed ? f.colour.ink : f.colour.ink2,
               .align = Align::centre,
               .middle = true,
               .lines = 1});
    const std::string label =
        f.fill("entry.take", {{"n", typed ? screen.digits : number(f, screen.count)}});
    const Button look{.icon = "check", .label = label, .kind = Kind::primary, .large = true};
    if (button(f, "take", left.cut_top(f.size.big_button), look)) return at_desk(desk::ClosePad{});
    return draw_pin_pad(f, pad);
}

}  // namespace

Asked draw_entry(Frame& f, const desk::Desk& desk, const Entry& screen) {
    return screen.pad ? draw_pad(f, screen) : draw_form(f, desk, screen);
}

}  // namespace ui
