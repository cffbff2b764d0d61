#include "journal/view.hpp"

#include <map>
#include <mutex>
#include <tuple>

namespace hearth::journal {
namespace {

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const auto& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

/// "team, due where closed is null": the columns in brackets, then which rows are in it.
std::string index_of(std::string_view described) {
  const auto where = described.find(" where ");
  return " (" + std::string(described.substr(0, where)) + ")" + std::string(where == described.npos ? "" : described.substr(where));
}

}  // namespace

namespace detail {

ViewTable compose(const View& view, const std::vector<Column>& columns, std::vector<std::string_view> indexes) {
  const auto table = "v_" + std::string(view.name);
  std::vector<std::string> definitions, names, holes, updates, keys, key_match;
  for (const auto& column : columns) {
    const auto name = std::string(column.name);
    const auto hole = "$" + std::to_string(names.size() + 1);
    definitions.push_back(name + (column.body ? " {{blob}}" : column.integer ? " bigint" : " text") + (column.nullable ? "" : " not null"));
    if (int(names.size()) < view.keys) {
      keys.push_back(name);
      key_match.push_back(name + " = " + hole);
    } else {
      updates.push_back(name + " = excluded." + name);
    }
    names.push_back(name);
    holes.push_back(hole);
  }
  ViewTable made;
  made.name = view.name;
  made.version = view.version;
  made.columns = joined(names, ", ");
  made.create = "create table if not exists " + table + " (" + joined(definitions, ", ") + ", primary key (" + joined(keys, ", ") +
                ")) {{clustered}}";
  for (std::size_t i = 0; i < indexes.size(); ++i)
    made.indexes.push_back("create index if not exists " + table + "_" + std::to_string(i + 1) + " on " + table + index_of(indexes[i]));
  made.drop = "drop table if exists " + table;
  made.upsert = "insert into " + table + " (" + made.columns + ") values (" + joined(holes, ", ") + ") on conflict (" + joined(keys, ", ") +
                ") do " + (updates.empty() ? "nothing" : "update set " + joined(updates, ", "));
  made.erase = "delete from " + table + " where " + joined(key_match, " and ");
  made.by_key = "select " + made.columns + " from " + table + " where " + joined(key_match, " and ");
  return made;
}

std::string body_context(std::string_view table, std::string_view key) {
  std::string context("view|");
  ((context += table) += '|') += key;
  return context;
}

}  // namespace detail

namespace {

// Keyed by the literal's address: conditions are literals, so there are as many entries as there are lines of code that ask.
store::Sql composed(const ViewTable& table, std::string_view what, store::Sql where) {
  using Key = std::tuple<const char*, const ViewTable*, const char*>;
  static std::mutex mutex;
  static std::map<Key, std::string> all;
  std::scoped_lock lock(mutex);
  auto& text = all[{where.text().data(), &table, what.data()}];
  if (text.empty()) text = "select " + std::string(what) + " from v_" + table.name + " where " + std::string(where.text());
  return store::Sql::composed(text);
}

}  // namespace

store::Sql compose_select(const ViewTable& table, store::Sql where) { return composed(table, table.columns, where); }
store::Sql compose_count(const ViewTable& table, store::Sql where) { return composed(table, "count(*)", where); }

}  // namespace hearth::journal
