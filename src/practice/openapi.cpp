// The API's description, made from the same described structs that the API reads and writes.

#include "practice/site.hpp"

#include <boost/json.hpp>

namespace hearth::practice {
namespace {

namespace bj = boost::json;

bj::array path_parameters(std::string_view pattern) {
  bj::array parameters;
  for (std::size_t at = pattern.find('{'); at != pattern.npos; at = pattern.find('{', at + 1)) {
    const auto name = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
    parameters.push_back(bj::object{
        {"name", name}, {"in", "path"}, {"required", true}, {"schema", {{"type", "string"}, {"pattern", "^[0-9a-hjkmnp-tv-z]{26}$"}}}});
  }
  return parameters;
}

bj::object response(std::string_view description, bj::object schema, std::string_view type = "application/json") {
  return {{"description", description}, {"content", {{type, {{"schema", std::move(schema)}}}}}};
}

bj::object reference(std::string_view name) { return {{"$ref", "#/components/responses/" + std::string(name)}}; }

bj::object read_operation(const Route& route) {
  return {{"operationId", route.name},
          {"summary", route.summary},
          {"tags", bj::array{route.practice}},
          {"x-permission", name_of(route.guard.permission)},
          {"responses",
           {{"200", response("The record", route.response_schema())}, {"401", reference("problem")}, {"404", reference("problem")}}}};
}

bj::object file_operation(const Route& route) {
  return {{"operationId", route.name},
          {"summary", route.summary},
          {"tags", bj::array{route.practice}},
          {"x-permission", name_of(route.guard.permission)},
          {"responses",
           {{"200", response("The file", {{"type", "string"}, {"format", "binary"}}, "application/octet-stream")},
            {"401", reference("problem")},
            {"404", reference("problem")}}}};
}

bj::object write_operation(const Route& route) {
  return {{"operationId", route.name},
          {"summary", route.summary},
          {"tags", bj::array{route.practice}},
          {"x-permission", name_of(route.guard.permission)},
          {"parameters", bj::array{bj::object{{"name", "Idempotency-Key"},
                                              {"in", "header"},
                                              {"required", false},
                                              {"description", "The same key sent again gets the same answer, and the work is done once"},
                                              {"schema", {{"type", "string"}, {"maxLength", 200}}}}}},
          {"requestBody", {{"required", true}, {"content", {{"application/json", {{"schema", route.request_schema()}}}}}}},
          {"responses",
           {{"201", response("Done", {{"type", "object"},
                                      {"properties", {{"location", {{"type", "string"}}}, {"id", {{"type", "string"}}}}},
                                      {"required", bj::array{"location"}}})},
            {"401", reference("problem")},
            {"404", reference("problem")},
            {"409", reference("problem")},
            {"422", reference("problem")}}}};
}

}  // namespace

std::string openapi(const Kit& kit, std::string_view version) {
  bj::object paths;
  for (const auto& route : kit.routes()) {
    if (!route.api) continue;
    auto& path = paths["/api/v1" + route.pattern];
    if (path.is_null()) {
      path.emplace_object();
      if (auto parameters = path_parameters(route.pattern); !parameters.empty()) path.as_object()["parameters"] = std::move(parameters);
    }
    if (route.json) path.as_object()["get"] = read_operation(route);
    if (route.file) path.as_object()["get"] = file_operation(route);
    if (route.from_json) path.as_object()["post"] = write_operation(route);
  }
  const bj::object problem_schema{
      {"type", "object"},
      {"properties",
       {{"type", {{"type", "string"}}},
        {"title", {{"type", "string"}}},
        {"status", {{"type", "integer"}}},
        {"detail", {{"type", "string"}}},
        {"errors",
         {{"type", "array"},
          {"items", {{"type", "object"}, {"properties", {{"field", {{"type", "string"}}}, {"sentence", {{"type", "string"}}}}}}}}}}},
      {"required", bj::array{"title", "status"}}};
  const bj::object document{
      {"openapi", "3.1.0"},
      {"info",
       {{"title", "Hearth"},
        {"version", version},
        {"description", "Everything that the pages do, as JSON, through the same rules. Errors are problem details (RFC 9457)."}}},
      {"servers", bj::array{bj::object{{"url", "/"}}}},
      {"security", bj::array{bj::object{{"token", bj::array{}}}}},
      {"paths", std::move(paths)},
      {"components",
       {{"securitySchemes", {{"token", {{"type", "http"}, {"scheme", "bearer"}}}}},
        {"responses", {{"problem", response("Why it was not done", problem_schema, "application/problem+json")}}}}}};
  return bj::serialize(document);
}

}  // namespace hearth::practice
