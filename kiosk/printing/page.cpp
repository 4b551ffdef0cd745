#include "printing/page.h"

#include <cairo-pdf.h>

#include <algorithm>
#include <cmath>

#include "printing/layout.h"

namespace printing {

namespace {

using Blocks = std::vector<Block>;

struct Sheet {
    Style style;
    double head = 0;               ///< What a receipt printer can burn, the text in its middle.
    double left = 0, top = 0;      ///< Of the column of text.
    double width = 0, height = 0;  ///< Of the paper; height 0: as long as needed.
    double bottom = 0;             ///< Margin there, the footer in it.
};

// Letters for eyes of all ages, 40 cm away: 10.5 points on the roll is what papers are set in.
Sheet sheet_of(Paper paper) {
    constexpr double mm = kPointsPerMm;
    switch (paper) {
        case Paper::a4:
            return {.style = {.width = 178 * mm, .sizes = {8.5, 10, 12.5, 20, 30}},
                    .left = 16 * mm,
                    .top = 14 * mm,
                    .width = 210 * mm,
                    .height = 297 * mm,
                    .bottom = 18 * mm};
        case Paper::roll_80:  // The head burns 72 mm of the 80.
            return {.style = {.width = 69 * mm, .roll = true, .sizes = {8.5, 10.5, 13, 17, 30}},
                    .head = 72 * mm,
                    .left = 5.5 * mm,
                    .top = 3 * mm,
                    .width = 80 * mm,
                    .bottom = 5 * mm};
        case Paper::roll_58:  // …and 48 mm of the 58.
            return {.style = {.width = 46 * mm, .roll = true, .sizes = {7.5, 9, 11, 14, 24}},
                    .head = 48 * mm,
                    .left = 6 * mm,
                    .top = 3 * mm,
                    .width = 58 * mm,
                    .bottom = 5 * mm};
    }
    return {};
}

// The rasters of receipt printers: 8 dots a millimetre, give or take nothing.
constexpr double kDotsPerPoint = 203.2 / 72;

Result<> check_codes(const Document& document) {
    for (const Block& block : document.blocks)
        if (const Code* code = std::get_if<Code>(&block))
            if (modules_of(code->text).size == 0)
                return Error{Error::Code::invalid, "too long for a QR code: " + code->text};
    return {};
}

std::vector<Blocks> slips_of(const Document& document) {
    std::vector<Blocks> slips(1);
    for (const Block& block : document.blocks) {
        slips.back().push_back(block);
        if (std::holds_alternative<Cut>(block)) slips.emplace_back();
    }
    if (slips.back().empty() && slips.size() > 1) slips.pop_back();
    return slips;
}

struct Release {
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_font_options_t* options) const { cairo_font_options_destroy(options); }
};
using Surface = std::unique_ptr<cairo_surface_t, Release>;
using Context = std::unique_ptr<cairo_t, Release>;

/// Text takes the same room whatever it is drawn on: nothing is fitted to a grid of dots.
Context context_on(cairo_surface_t* surface, bool dots) {
    Context context(cairo_create(surface));
    const std::unique_ptr<cairo_font_options_t, Release> options(cairo_font_options_create());
    cairo_font_options_set_hint_metrics(options.get(), CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options.get(),
                                      dots ? CAIRO_HINT_STYLE_SLIGHT : CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_antialias(options.get(), CAIRO_ANTIALIAS_GRAY);
    cairo_set_font_options(context.get(), options.get());
    if (dots) cairo_scale(context.get(), kDotsPerPoint, kDotsPerPoint);
    return context;
}

cairo_status_t append(void* bytes, const unsigned char* data, unsigned length) {
    static_cast<std::string*>(bytes)->append(reinterpret_cast<const char*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

/// Fills pages of A4 from top to bottom.
class Pages {
public:
    /// `count`: of all pages, as far as it is known.
    Pages(cairo_t* paper, const Fonts& fonts, const Sheet& sheet, const Document& document,
          int count)
        : paper_(paper),
          layout_(paper, fonts, sheet.style),
          sheet_(sheet),
          footer_(document.footer),
          count_(count),
          y_(sheet.top) {
        for (std::size_t i = 0; i < document.blocks.size(); ++i) add(document.blocks, i);
        end_page();
    }

    int ended() const { return page_ - 1; }

private:
    void add(const Blocks& blocks, std::size_t at) {
        const Block& block = blocks[at];
        if (std::holds_alternative<Cut>(block)) return end_page();
        const Table* table = std::get_if<Table>(&block);
        if (table && !table->together) return add_rows(*table);
        if (y_ > sheet_.top && y_ + start_of(blocks, at) > end()) end_page();
        y_ += layout_.draw(block, sheet_.left, y_);
    }

    /// What must stand on the page where this block begins: of a table the head and a row, and
    /// of a heading what it is over.
    double start_of(const Blocks& blocks, std::size_t at) const {
        if (at >= blocks.size()) return 0;
        const Table* table = std::get_if<Table>(&blocks[at]);
        if (table && !table->together && !table->rows.empty())
            return layout_.head(*table, 0, 0, false) +
                   layout_.row(*table, table->rows.front(), 0, 0, false);
        const Text* text = std::get_if<Text>(&blocks[at]);
        const bool leads = (text && text->heading) || std::holds_alternative<Gap>(blocks[at]);
        return layout_.height_of(blocks[at]) + (leads ? start_of(blocks, at + 1) : 0);
    }

    void end_page() {
        if (y_ <= sheet_.top) return;
        if (!footer_.empty()) draw_footer();
        cairo_show_page(paper_);
        ++page_;
        y_ = sheet_.top;
    }

    double end() const { return sheet_.height - sheet_.bottom; }

    /// Row by row: the head again on every page, and never a head alone at the foot of one.
    void add_rows(const Table& table) {
        const double head = layout_.head(table, 0, 0, false);
        bool headed = false;
        for (const Row& row : table.rows) {
            const double height = layout_.row(table, row, 0, 0, false);
            if (y_ > sheet_.top && y_ + height + (headed ? 0 : head) > end()) {
                end_page();
                headed = false;
            }
            if (!headed) y_ += layout_.head(table, sheet_.left, y_, true);
            headed = true;
            y_ += layout_.row(table, row, sheet_.left, y_, true);
        }
    }

    void draw_footer() {
        const double top = end() + 5 * kPointsPerMm;
        const Block line = Table{
            .columns = {{.heading = {}, .share = 9}, {.heading = {}, .align = Align::right}},
            .rows = {{.cells = {footer_, std::to_string(page_) + "/" + std::to_string(count_)}}},
            .size = Size::small,
            .lines = false};
        layout_.draw(Rule{}, sheet_.left, top - kPointsPerMm);
        layout_.draw(line, sheet_.left, top);
    }

    cairo_t* paper_;
    Layout layout_;
    const Sheet& sheet_;
    const std::string& footer_;
    int count_;
    double y_;
    int page_ = 1;
};

/// By filling them on a surface that is thrown away.
int count_pages(const Document& document, const Fonts& fonts, const Sheet& sheet) {
    const Surface nowhere(
        cairo_pdf_surface_create_for_stream(nullptr, nullptr, sheet.width, sheet.height));
    const Context context = context_on(nowhere.get(), false);
    return Pages(context.get(), fonts, sheet, document, 0).ended();
}

double height_of(const Blocks& slip, const Layout& layout) {
    double height = 0;
    for (const Block& block : slip) height += layout.height_of(block);
    return height;
}

void draw_roll(cairo_t* paper, cairo_surface_t* surface, const Document& document,
               const Fonts& fonts, const Sheet& sheet) {
    const Layout layout(paper, fonts, sheet.style);
    for (const Blocks& slip : slips_of(document)) {
        const double height = height_of(slip, layout) + sheet.top + sheet.bottom;
        cairo_pdf_surface_set_size(surface, sheet.width, height);
        double y = sheet.top;
        for (const Block& block : slip) y += layout.draw(block, sheet.left, y);
        cairo_show_page(paper);
    }
}

/// Black where at least half of a dot is.
Bitmap bitmap_of(cairo_surface_t* image) {
    cairo_surface_flush(image);
    Bitmap bitmap{.width = cairo_image_surface_get_width(image),
                  .height = cairo_image_surface_get_height(image),
                  .bits = {}};
    bitmap.bits.resize(bitmap.stride() * static_cast<std::size_t>(bitmap.height));
    const unsigned char* pixels = cairo_image_surface_get_data(image);
    const int stride = cairo_image_surface_get_stride(image);
    constexpr unsigned char kHalf = 128;
    for (int y = 0; y < bitmap.height; ++y)
        for (int x = 0; x < bitmap.width; ++x) {
            if (pixels[y * stride + x * 4] >= kHalf) continue;
            const std::size_t at =
                static_cast<std::size_t>(y) * bitmap.stride() + static_cast<std::size_t>(x) / 8;
            bitmap.bits[at] = static_cast<std::uint8_t>(bitmap.bits[at] | 0x80 >> x % 8);
        }
    return bitmap;
}

Result<Surface> white_paper(int width, int height) {
    Surface image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height));
    if (cairo_surface_status(image.get()) != CAIRO_STATUS_SUCCESS)
        return Error{Error::Code::unavailable, "no memory for a slip"};
    const Context all(cairo_create(image.get()));
    cairo_set_source_rgb(all.get(), 1, 1, 1);
    cairo_paint(all.get());
    return image;
}

}  // namespace

Paper paper_of(int width_mm) {
    return width_mm <= 60 ? Paper::roll_58 : width_mm <= 90 ? Paper::roll_80 : Paper::a4;
}

Result<std::string> pdf_of(const Document& document, Paper paper, const Fonts& fonts) {
    TRY(check_codes(document));
    const Sheet sheet = sheet_of(paper);
    std::string bytes;
    const Surface surface(
        cairo_pdf_surface_create_for_stream(append, &bytes, sheet.width, sheet.height));
    {
        const Context context = context_on(surface.get(), false);
        if (sheet.style.roll) {
            draw_roll(context.get(), surface.get(), document, fonts, sheet);
        } else {
            const int count = count_pages(document, fonts, sheet);
            const Pages pages(context.get(), fonts, sheet, document, count);
            ASSERT(pages.ended() == count);
        }
    }
    cairo_surface_finish(surface.get());
    const cairo_status_t status = cairo_surface_status(surface.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return Error{Error::Code::io, std::string("draw: ") + cairo_status_to_string(status)};
    return bytes;
}

Result<std::vector<Bitmap>> raster_of(const Document& document, Paper roll, const Fonts& fonts) {
    TRY(check_codes(document));
    if (roll == Paper::a4) return Error{Error::Code::invalid, "a receipt printer has no A4"};
    const Sheet sheet = sheet_of(roll);
    Style style = sheet.style;
    style.dots_per_point = kDotsPerPoint;
    const int width = static_cast<int>(std::lround(sheet.head * kDotsPerPoint));
    const double left = (sheet.head - style.width) / 2;
    std::vector<Bitmap> bitmaps;
    for (const Blocks& slip : slips_of(document)) {
        const Surface ruler = TRY(white_paper(1, 1));
        const Context measuring = context_on(ruler.get(), true);
        const double points = height_of(slip, Layout(measuring.get(), fonts, style));
        const int height = static_cast<int>(std::ceil(points * kDotsPerPoint)) + 1;
        const Surface image = TRY(white_paper(width, height));
        const Context context = context_on(image.get(), true);
        const Layout layout(context.get(), fonts, style);
        double y = 0;
        for (const Block& block : slip) y += layout.draw(block, left, y);
        bitmaps.push_back(bitmap_of(image.get()));
    }
    return bitmaps;
}

}  // namespace printing
