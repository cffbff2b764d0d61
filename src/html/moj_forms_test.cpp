// Reads the options of MoJ's form components, as testdata/moj_cases.json has them, into ours.
#include "html/fixture_kit.hpp"
#include "html/moj.hpp"

namespace hearth::html::fixture {
namespace {

using namespace moj;

Html html_of(const Content& content) { return join(content); }

govuk::Label label_of(Options o) { return {.text = o.content(), .classes = o.text("classes"), .attributes = o.attributes()}; }
govuk::Hint hint_of(Options o) { return {.text = o.content(), .classes = o.text("classes"), .attributes = o.attributes()}; }
govuk::ErrorMessage error_of(Options o) { return {.text = o.content(), .classes = o.text("classes"), .attributes = o.attributes()}; }

Html read_date_picker(Options o) {
  DatePicker d{.label = label_of(o["label"]),
               .name = o.text("name"),
               .id = o.text("id"),
               .value = o.maybe_text("value"),
               .hint = hint_of(o["hint"])};
  d.error_message = error_of(o["errorMessage"]);
  d.min_date = o.text("minDate");
  d.max_date = o.text("maxDate");
  d.excluded_dates = o.text("excludedDates");
  d.excluded_days = o.text("excludedDays");
  d.leading_zeros = o.maybe_flag("leadingZeros");
  d.week_start_day = o.text("weekStartDay");
  d.classes = o.text("classes");
  d.form_group = {.classes = o["formGroup"].text("classes")};
  d.attributes = o.attributes();
  return date_picker(d);
}

Html read_search(Options o) {
  auto i = o["input"];
  auto b = o["button"];
  Search s;
  s.input = {.label = label_of(o["label"]),
             .name = i.text("name", "search"),
             .id = i.text("id"),
             .type = i.text("type", "text"),
             .value = i.maybe_text("value")};
  s.input.hint = hint_of(o["hint"]);
  s.input.error_message = error_of(i["errorMessage"]);
  s.input.classes = i.text("classes");
  s.input.autocomplete = i.text("autocomplete");
  s.input.spellcheck = i.maybe_flag("spellcheck");
  s.input.attributes = i.attributes();
  s.button = {.text = b.content(), .name = b.text("name"), .value = b.text("value"), .classes = b.text("classes"), .id = b.text("id")};
  s.button.prevent_double_click = b.maybe_flag("preventDoubleClick");
  s.action = o.url("action");
  s.method = o.text("method", "get");
  s.token = {o["csrf"].text("name"), o["csrf"].text("value")};
  s.icon_button = o.flag("iconButton");
  s.stacked = o.text("layout") == "stacked";
  s.classes = o.text("classes");
  s.attributes = o.attributes();
  return search(s);
}

Html read_filter(Options o) {
  Filter f{.heading = o["heading"].content(), .options = html_of(o.html("optionsHtml"))};
  if (auto s = o["selectedFilters"]; s.truthy()) {
    f.selected = SelectedFilters{s["heading"].content(), s["clearLink"].text("text"), s["clearLink"].url("href"), {}};
    f.selected->categories = s.list("categories", [](Options c) {
      return std::pair(c["heading"].content(), c.list("items", [](Options i) { return SelectedFilter{i.text("text"), i.url("href")}; }));
    });
  }
  f.submit_text = o["submit"].text("text", "Apply filters");
  f.submit_attributes = o["submit"].attributes();
  f.attributes = o.attributes();
  return filter(f);
}

govuk::PluralTexts plurals_of(Options o) {
  govuk::PluralTexts texts;
  if (o["one"].truthy()) texts.emplace_back(govuk::Plural::one, o.text("one"));
  if (o["other"].truthy()) texts.emplace_back(govuk::Plural::other, o.text("other"));
  return texts;
}

Html read_add_another(Options o) {
  AddAnother a;
  a.items = o.list("items", [](Options i) {
    auto f = i["fieldset"];
    return AddAnotherItem{.fields = html_of(f.html("html")),
                          .legend = f["legend"].html("html"),
                          .legend_classes = f["legend"].text("classes"),
                          .error_message = error_of(i["errorMessage"]),
                          .fieldset_classes = f.text("classes"),
                          .described_by = f.text("describedBy"),
                          .remove_name = i["removeButton"].text("name", "remove"),
                          .remove_value = i["removeButton"].text("value"),
                          .classes = i.text("classes")};
  });
  a.item_label = o.text("itemLabel", "Item");
  a.id = o.text("id");
  a.inline_layout = o.text("layout") == "inline";
  a.add_another_button_text = o.text("addAnotherButtonText", a.add_another_button_text);
  a.remove_button_text = o.text("removeButtonText");
  a.remove_button_suffix_text = o.text("removeButtonSuffixText");
  a.item_legend_text = plurals_of(o["itemLegendText"]);
  a.field_label_suffix_text = o.text("fieldLabelSuffixText");
  a.new_item_suffix_text = o.text("newItemSuffixText");
  a.classes = o.text("classes");
  a.attributes = o.attributes();
  return add_another(a);
}

Html read_multi_file_upload(Options o) {
  auto files = o["uploadedFiles"];
  MultiFileUpload m{.heading = files["heading"].content()};
  m.files = files.list("items", [](Options i) {
    return UploadedFile{i["message"].content(), i.text("fileName"), i.text("originalFileName"), i["deleteButton"].text("text")};
  });
  m.upload = html_of(o.html("uploadHtml"));
  m.classes = o.text("classes");
  m.attributes = o.attributes();
  return multi_file_upload(m);
}

}  // namespace

void add_moj_forms(Components& all) {
  all["date-picker"] = read_date_picker;
  all["search"] = read_search;
  all["filter"] = read_filter;
  all["add-another"] = read_add_another;
  all["multi-file-upload"] = read_multi_file_upload;
}

}  // namespace hearth::html::fixture
