#include "printing/printer.h"

#include "printing/page.h"
#include "printing/queue.h"
#include "printing/receipt.h"
#include "printing/wire.h"

namespace printing {

namespace {

Outcome failed(const Error& error) { return {Trouble::failed, error.message}; }

Outcome print_escpos(const Document& document, const Settings& settings, const Fonts& fonts,
                     const Clock& clock) {
    const Paper paper = paper_of(settings.width_mm);
    const Paper roll = paper == Paper::a4 ? Paper::roll_80 : paper;
    const Result<std::vector<Bitmap>> slips = raster_of(document, roll, fonts);
    return slips ? print_receipts(*slips, settings, clock) : failed(slips.error());
}

}  // namespace

Outcome print(const Document& document, const Settings& settings, const std::string& title,
              const Clock& clock) {
    if (settings.kind == Settings::Kind::none) return {Trouble::not_set_up, "no printer is set up"};
    const Result<Fonts> fonts = Fonts::load(settings.fonts);
    if (!fonts) return failed(fonts.error());
    if (settings.kind == Settings::Kind::escpos)
        return print_escpos(document, settings, *fonts, clock);
    return print_on_queue(document, *fonts, settings, title, clock);
}

Outcome ask(const Settings& settings, const Clock& clock) {
    if (settings.kind == Settings::Kind::none) return {Trouble::not_set_up, "no printer is set up"};
    if (settings.kind == Settings::Kind::cups) return ask_queue(settings, clock);
    const Result<Wire> wire =
        Wire::open(settings.device, clock, clock.now() + settings.answer_max);
    return wire ? Outcome{} : Outcome{Trouble::offline, wire.error().message};
}

}  // namespace printing
