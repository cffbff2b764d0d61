#include "html/govuk/form_parts.hpp"

namespace hearth::html::govuk {
namespace parts {

void put_label(Html& out, const Label& o, std::string_view for_id) {
  if (o.text.empty()) return;
  if (o.is_page_heading) out.raw("<h1 class=\"govuk-label-wrapper\">");
  out.raw("<label").classes("govuk-label", {o.classes}).attrs(o.attributes).attr_if("for", for_id).raw(">").put(o.text).raw("</label>");
  if (o.is_page_heading) out.raw("</h1>");
  out.raw("\n");
}

void put_hint(Html& out, const Hint& o, std::string_view id, std::string_view base_class) {
  out.raw("<div").attr_if("id", id).classes("govuk-hint", {base_class, o.classes}).attrs(o.attributes).raw(">").put(o.text).raw("</div>\n");
}

namespace {

void put_error(Html& out, const ErrorMessage& o, std::string_view id) {
  out.raw("<p").attr_if("id", id).classes("govuk-error-message", {o.classes}).attrs(o.attributes).raw(">");
  if (!o.visually_hidden_text.empty()) out.raw("<span class=\"govuk-visually-hidden\">").text(o.visually_hidden_text).raw(":</span> ");
  out.put(o.text).raw("</p>\n");
}

void open_fieldset(Html& out, const Fieldset& o, std::string_view role, std::string_view described_by) {
  out.raw("<fieldset").classes("govuk-fieldset", {o.classes}).attr_if("role", role);
  out.attr_if("aria-describedby", described_by).attrs(o.attributes).raw(">");
  if (o.legend.text.empty()) return;
  out.raw("<legend").classes("govuk-fieldset__legend", {o.legend.classes}).raw(">");
  if (o.legend.is_page_heading)
    out.raw("<h1 class=\"govuk-fieldset__heading\">").put(o.legend.text).raw("</h1>");
  else
    out.put(o.legend.text);
  out.raw("</legend>\n");
}

std::string with_id(std::string ids, std::string_view id, std::string_view suffix) {
  if (!ids.empty()) ids += ' ';
  ids += id;
  ids += suffix;
  return ids;
}

}  // namespace

void open_group(Html& out, const FormGroup& group, bool has_error, std::string_view kind, const Html& kind_attributes) {
  out.raw("<div").classes("govuk-form-group", {has_error ? "govuk-form-group--error" : "", kind, group.classes});
  out.append(kind_attributes).attrs(group.attributes).raw(">");
}

std::string put_descriptions(Html& out, std::string described_by, std::string_view id, const Hint& hint, const ErrorMessage& error) {
  if (!hint.text.empty()) {
    put_hint(out, hint, std::string(id) + "-hint");
    described_by = with_id(std::move(described_by), id, "-hint");
  }
  if (!error.text.empty()) {
    put_error(out, error, std::string(id) + "-error");
    described_by = with_id(std::move(described_by), id, "-error");
  }
  return described_by;
}

void put_fieldset(Html& out, const Fieldset& fieldset, std::string_view role, std::string_view described_by, const Html& inner) {
  if (!fieldset.wanted()) {
    out.append(inner);
    return;
  }
  open_fieldset(out, fieldset, role, described_by);
  out.append(inner).raw("</fieldset>");
}

}  // namespace parts

Html label(const Label& o) {
  Html out;
  parts::put_label(out, o, o.for_id);
  return out;
}

Html hint(const Hint& o) {
  Html out;
  parts::put_hint(out, o, o.id);
  return out;
}

Html error_message(const ErrorMessage& o) {
  Html out;
  parts::put_error(out, o, o.id);
  return out;
}

ErrorMessage error_for(const Refusals& refusals, std::string_view field) {
  for (const auto& r : refusals)
    if (r.field == field) return {.text = r.sentence};
  return {};
}

Html fieldset(const Fieldset& o) {
  Html out;
  parts::open_fieldset(out, o, o.role, o.described_by);
  out.put(o.content).raw("</fieldset>");
  return out;
}

}  // namespace hearth::html::govuk
