#include "practice/paper.hpp"

#include <cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <memory>
#include <stdexcept>

namespace hearth::practice {
namespace {

// Points of 1/72 inch; A4 is 210 by 297 mm.
constexpr double page_width = 595.28, page_height = 841.89, margin = 56, foot_height = 40;
constexpr double text_width = page_width - 2 * margin, bottom = page_height - margin - foot_height;

struct Face {
  const char* font;
  double before, after;  ///< Space around the block.
};

Face face_of(Paper::Style style) {
  switch (style) {
    case Paper::Style::heading: return {"sans bold 14", 16, 4};
    case Paper::Style::subheading: return {"sans bold 10.5", 9, 2};
    case Paper::Style::words: return {"sans 10.5", 0, 4};
    case Paper::Style::small: return {"sans 8.5", 0, 4};
  }
  return {};
}

template <auto release>
struct Release {
  template <class T>
  void operator()(T* thing) const {
    release(thing);
  }
};
template <class T>
void unref(T* thing) {
  g_object_unref(thing);
}
using Surface = std::unique_ptr<cairo_surface_t, Release<cairo_surface_destroy>>;
using Cairo = std::unique_ptr<cairo_t, Release<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Release<unref<PangoLayout>>>;
using Font = std::unique_ptr<PangoFontDescription, Release<pango_font_description_free>>;

cairo_status_t append(void* into, const unsigned char* bytes, unsigned count) {
  static_cast<std::string*>(into)->append(reinterpret_cast<const char*>(bytes), count);
  return CAIRO_STATUS_SUCCESS;
}

class Press {
 public:
  explicit Press(const Paper& paper)
      : paper_(paper),
        surface_(cairo_pdf_surface_create_for_stream(append, &printed_.pdf, page_width, page_height)),
        cairo_(cairo_create(surface_.get())) {
    cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, paper.title.c_str());
  }

  Printed run() {
    block({Paper::Style::heading, paper_.title}, {"sans bold 18", 0, 8});
    for (const auto& each : paper_.blocks) block(each, face_of(each.style));
    if (printed_.unknown > 0)
      block({Paper::Style::small,
             fmt::format("{} characters could not be printed, because this machine has no font for them.", printed_.unknown)},
            face_of(Paper::Style::small));
    end_page();
    cairo_surface_finish(surface_.get());
    if (const auto status = cairo_surface_status(surface_.get()); status != CAIRO_STATUS_SUCCESS)
      throw std::runtime_error(std::string("the PDF cannot be made: ") + cairo_status_to_string(status));
    return std::move(printed_);
  }

 private:
  Layout layout_of(const std::string& text, const char* face) {
    Layout layout(pango_cairo_create_layout(cairo_.get()));
    const Font font(pango_font_description_from_string(face));
    pango_layout_set_font_description(layout.get(), font.get());
    pango_layout_set_width(layout.get(), int(text_width * PANGO_SCALE));
    pango_layout_set_wrap(layout.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_text(layout.get(), text.data(), int(text.size()));
    return layout;
  }

  /// Line by line, so that a long text goes on from page to page. A heading takes at least one line of what follows it along.
  void block(const Paper::Block& block, const Face& face) {
    const auto layout = layout_of(block.text, face.font);
    printed_.unknown += pango_layout_get_unknown_glyphs_count(layout.get());
    const bool leads = block.style == Paper::Style::heading || block.style == Paper::Style::subheading;
    if (y_ > margin) y_ += face.before;
    if (leads && y_ + 60 > bottom) end_page();
    std::unique_ptr<PangoLayoutIter, Release<pango_layout_iter_free>> lines(pango_layout_get_iter(layout.get()));
    do {
      PangoRectangle logical;
      pango_layout_iter_get_line_extents(lines.get(), nullptr, &logical);
      const auto height = double(logical.height) / PANGO_SCALE;
      if (y_ + height > bottom) end_page();
      const auto base = double(pango_layout_iter_get_baseline(lines.get()) - logical.y) / PANGO_SCALE;
      cairo_move_to(cairo_.get(), margin + double(logical.x) / PANGO_SCALE, y_ + base);
      pango_cairo_show_layout_line(cairo_.get(), pango_layout_iter_get_line_readonly(lines.get()));
      y_ += height;
    } while (pango_layout_iter_next_line(lines.get()));
    y_ += face.after;
  }

  void end_page() {
    ++printed_.pages;
    const auto layout = layout_of(fmt::format("{}  ·  Page {}", paper_.foot, printed_.pages), "sans 7.5");
    cairo_move_to(cairo_.get(), margin, page_height - margin - foot_height / 2);
    pango_cairo_show_layout(cairo_.get(), layout.get());
    cairo_show_page(cairo_.get());
    y_ = margin;
  }

  const Paper& paper_;
  Printed printed_;
  Surface surface_;
  Cairo cairo_;
  double y_ = margin;
};

}  // namespace

Printed print(const Paper& paper) { return Press(paper).run(); }

File as_pdf(const Paper& paper) { return {paper.title + ".pdf", "application/pdf", print(paper).pdf}; }

}  // namespace hearth::practice
