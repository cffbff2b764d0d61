// Views: tables kept for reading, filled only by folding events. A row is a few clear columns to find and sort by (ids, dates,
// enumerations) and one sealed body; no text about a person stands in the clear.
//
//   struct QueueRow {
//     static constexpr journal::View view{.name = "front_door_queue", .version = 1, .keys = 1};
//     static constexpr std::string_view indexes[] = {"team, received"};
//     std::string contact;   // the first `keys` members are the primary key
//     std::string subject;   // whose key seals the body
//     Instant received;
//     struct Body { std::string worry; } body;   // described; everything that is text about a person
//   };
#pragma once

#include "base/described.hpp"
#include "journal/event.hpp"
#include "journal/keys.hpp"
#include "journal/labels.hpp"
#include "journal/seen.hpp"
#include "store/store.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hearth::journal {

struct View {
  std::string_view name;
  int version = 1;  ///< Rises when the row or its folds change: the view is then folded again at start.
  int keys = 1;     ///< How many of the first members are the primary key.
  Labels labels = kCase;
};

template <class R>
concept ViewRow = described::Struct<R> && requires { R::view.name; };
template <class R>
concept HasBody = requires(R r) {
  r.body;
  r.subject;
};

/// A view's table as SQL, composed once from its description.
struct ViewTable {
  std::string name, create, drop, upsert, erase, columns, by_key;
  std::vector<std::string> indexes;
  int version = 1;
  /// All rows with their bodies open, in the order of their keys, as text: what a rebuilt view must equal.
  std::string (*dump)(store::Connection&, KeyRing&) = nullptr;
};

namespace detail {

template <class M>
constexpr bool is_integer_column() {
  if constexpr (described::is_optional<M>)
    return is_integer_column<typename M::value_type>();
  else
    return std::is_same_v<M, Instant> || std::is_integral_v<M>;
}

/// The description of one column, handed to the part of the composition that is not a template.
struct Column {
  std::string_view name;
  bool integer = false, body = false, nullable = false;
};
ViewTable compose(const View& view, const std::vector<Column>& columns, std::vector<std::string_view> indexes);

/// A parameter that may need text of its own (dates, enumerations) to live until the call.
template <class M>
store::Param bind(const M& value, std::string& scratch) {
  if constexpr (described::is_optional<M>)
    return value ? bind(*value, scratch) : store::Param{};
  else if constexpr (std::is_same_v<M, Instant>)
    return value.micros;
  else if constexpr (std::is_integral_v<M>)
    return std::int64_t(value);
  else if constexpr (std::is_same_v<M, Date>)
    return std::string_view(scratch = value.iso());
  else if constexpr (described::Enum<M>)
    return described::enum_name(value);
  else
    return std::string_view(value);
}

template <class M>
void unbind(const store::Row& row, int column, M& into) {
  if constexpr (described::is_optional<M>) {
    if (row.is_null(column))
      into.reset();
    else
      unbind(row, column, into.emplace());
  } else if constexpr (std::is_same_v<M, Instant>)
    into.micros = row.i64(column);
  else if constexpr (std::is_integral_v<M>)
    into = M(row.i64(column));
  else if constexpr (std::is_same_v<M, Date>)
    into = Date::parse(row.text(column)).value();
  else if constexpr (described::Enum<M>)
    into = described::enum_value<M>(row.text(column)).value();
  else
    into = row.text(column);
}

/// Binds a body to its table and row, so that one moved to another row does not open.
std::string body_context(std::string_view table, std::string_view key);

template <ViewRow R>
std::string key_text(const R& row) {
  std::string key, scratch;
  int i = 0;
  described::for_each_member<R>([&](std::string_view, auto member) {
    if (i++ >= R::view.keys) return;
    if constexpr (!std::is_member_function_pointer_v<decltype(member)>) {
      using M = std::remove_cvref_t<decltype(row.*member)>;
      if constexpr (!described::Struct<M>) {
        auto p = bind(row.*member, scratch);
        if (auto* n = std::get_if<std::int64_t>(&p))
          key += std::to_string(*n);
        else
          key += std::get<std::string_view>(p);
        key += '|';
      }
    }
  });
  return key;
}

}  // namespace detail

template <ViewRow R>
std::string dump_view(store::Connection& connection, KeyRing& keys);

template <ViewRow R>
const ViewTable& view_table() {
  static_assert(FlowsTo<described::labels_in<R>(), R::view.labels>, "this view holds more than its labels admit");
  static const ViewTable table = [] {
    std::vector<detail::Column> columns;
    described::for_each_member<R>([&](std::string_view name, auto member) {
      using M = std::remove_cvref_t<decltype(std::declval<R&>().*member)>;
      static_assert(described::Struct<M> || described::labels_in<M>() == 0, "what is sealed stands in the body, never in a clear column");
      columns.push_back({name, detail::is_integer_column<M>(), described::Struct<M>, described::is_optional<M>});
    });
    std::vector<std::string_view> indexes;
    if constexpr (requires { R::indexes; }) indexes.assign(std::begin(R::indexes), std::end(R::indexes));
    auto made = detail::compose(R::view, columns, std::move(indexes));
    made.dump = &dump_view<R>;
    return made;
  }();
  return table;
}

/// Reads the columns of a row and opens its body. A body whose key is destroyed reads as an empty one: it has been forgotten.
template <ViewRow R>
R read_row(store::Connection& connection, KeyRing& keys, const store::Row& from) {
  R row{};
  int column = 0;
  std::string sealed;
  described::for_each_member<R>([&](std::string_view, auto member) {
    using M = std::remove_cvref_t<decltype(row.*member)>;
    if constexpr (described::Struct<M>)
      sealed = from.blob(column++);
    else
      detail::unbind(from, column++, row.*member);
  });
  if constexpr (HasBody<R>) {
    auto key = keys.find(connection, row.subject, R::view.labels);
    if (key && key->key) {
      auto plain = vault::open(*key->key, sealed, detail::body_context(R::view.name, detail::key_text(row)));
      if (!plain) throw std::runtime_error("a row of the view " + std::string(R::view.name) + " does not open: run hearth verify");
      row.body = from_stored<std::remove_cvref_t<decltype(row.body)>>(json::parse_stored(*plain));
    }
  }
  return row;
}

/// Puts a view's own select in front of a condition. The literal is the only text that becomes SQL.
store::Sql compose_select(const ViewTable& table, store::Sql where);
store::Sql compose_count(const ViewTable& table, store::Sql where);

/// Rows by a condition over the clear columns: `select_rows<QueueRow>(connection, keys, "team = $1 order by received limit 50", team)`.
template <ViewRow R, class... A>
std::vector<R> select_rows(store::Connection& connection, KeyRing& keys, store::Sql where, const A&... args) {
  std::vector<R> rows;
  connection.each(
      compose_select(view_table<R>(), where), [&](const store::Row& row) { rows.push_back(read_row<R>(connection, keys, row)); }, args...);
  return rows;
}

template <ViewRow R, class... K>
std::optional<R> find_row(store::Connection& connection, KeyRing& keys, const K&... key) {
  std::optional<R> row;
  std::string scratch[sizeof...(K)];
  int i = 0;
  const store::Param params[] = {detail::bind(key, scratch[i++])...};
  connection.execute(store::Sql::composed(view_table<R>().by_key), params,
                     [&](const store::Row& r) { row = read_row<R>(connection, keys, r); });
  return row;
}

template <ViewRow R>
std::string dump_view(store::Connection& connection, KeyRing& keys) {
  std::vector<std::string> lines;
  for (const auto& row : select_rows<R>(connection, keys, "1 = 1")) lines.push_back(labelled_json(row));
  std::ranges::sort(lines);  // the databases order text differently
  std::string out;
  for (const auto& line : lines) (out += line) += '\n';
  return out;
}

/// Writes views. Rows are held in memory until `flush`, so that a row touched by many events is sealed and stored once.
class ViewWriter {
 public:
  ViewWriter(store::Connection& connection, NewKeys& keys) : connection_(connection), keys_(keys) {}

  template <ViewRow R, class... K>
  R* get(const K&... key) {
    auto& entry = slot<R>(key...);
    return entry.row ? &*entry.row : nullptr;
  }

  template <ViewRow R>
  void put(R row) {
    auto& entry = table<R>().rows[detail::key_text(row)];
    entry = {std::move(row), true, false};
  }

  /// Changes a row in place; does nothing when it is not there.
  template <ViewRow R, class F, class... K>
  void change(F&& f, const K&... key) {
    auto& entry = slot<R>(key...);
    if (!entry.row) return;
    f(*entry.row);
    entry.dirty = true;
  }

  template <ViewRow R, class... K>
  void erase(const K&... key) {
    auto& entry = slot<R>(key...);
    if (!entry.row) return;
    entry.erased = std::move(entry.row);
    entry.row.reset();
    entry.dirty = true;
  }

  /// Rows that match, as they stand with what this writer has not stored yet. Flushes first.
  template <ViewRow R, class... A>
  std::vector<R> select(store::Sql where, const A&... args) {
    flush();
    return select_rows<R>(connection_, keys_.ring(), where, args...);
  }

  void flush() {
    for (auto& [name, table] : tables_) table->flush(connection_, keys_);
  }
  std::size_t held() const {
    std::size_t n = 0;
    for (const auto& [name, table] : tables_) n += table->size();
    return n;
  }
  /// Forgets what was flushed (a rebuild calls it between batches).
  void clear() { tables_.clear(); }

 private:
  template <class R>
  struct Entry {
    std::optional<R> row;
    bool dirty = false;
    std::optional<R> erased;
    Entry() = default;
    Entry(std::optional<R> row, bool dirty, bool) : row(std::move(row)), dirty(dirty) {}
  };
  struct Held {
    virtual ~Held() = default;
    virtual void flush(store::Connection&, NewKeys&) = 0;
    virtual std::size_t size() const = 0;
  };
  template <ViewRow R>
  struct HeldRows final : Held {
    std::map<std::string, Entry<R>> rows;
    std::size_t size() const override { return rows.size(); }
    void flush(store::Connection& connection, NewKeys& keys) override {
      for (auto& [key, entry] : rows) {
        if (!entry.dirty) continue;
        if (entry.row)
          store_row(connection, keys, key, *entry.row);
        else if (entry.erased)
          erase_row(connection, *entry.erased);
        entry.dirty = false;
      }
    }
    static void store_row(store::Connection& connection, NewKeys& keys, const std::string& key, const R& row) {
      std::vector<std::string> scratch(16);
      std::vector<store::Param> params;
      std::string sealed;
      std::size_t i = 0;
      described::for_each_member<R>([&](std::string_view, auto member) {
        using M = std::remove_cvref_t<decltype(row.*member)>;
        if constexpr (described::Struct<M>) {
          auto data_key = keys.get_or_make(connection, row.subject, R::view.labels);
          sealed = vault::seal(*data_key.key, labelled_json(row.*member), detail::body_context(R::view.name, key), keys.random());
          params.emplace_back(store::Blob{sealed});
        } else {
          if (i >= scratch.size()) throw std::logic_error("a view has more than 16 clear columns");
          params.push_back(detail::bind(row.*member, scratch[i++]));
        }
      });
      connection.execute(store::Sql::composed(view_table<R>().upsert), params, nullptr);
    }
    static void erase_row(store::Connection& connection, const R& row) {
      std::vector<std::string> scratch(8);
      std::vector<store::Param> params;
      described::for_each_member<R>([&](std::string_view, auto member) {
        using M = std::remove_cvref_t<decltype(row.*member)>;
        if constexpr (!described::Struct<M>)
          if (int(params.size()) < R::view.keys) params.push_back(detail::bind(row.*member, scratch[params.size()]));
      });
      connection.execute(store::Sql::composed(view_table<R>().erase), params, nullptr);
    }
  };

  template <ViewRow R>
  HeldRows<R>& table() {
    auto& held = tables_[R::view.name];
    if (!held) held = std::make_unique<HeldRows<R>>();
    return static_cast<HeldRows<R>&>(*held);
  }

  template <ViewRow R, class... K>
  Entry<R>& slot(const K&... key) {
    static_assert(sizeof...(K) == R::view.keys, "give all members of the primary key");
    std::string text, scratch;
    ((text += text_of(detail::bind(key, scratch)), text += '|'), ...);
    auto& rows = table<R>().rows;
    if (auto found = rows.find(text); found != rows.end()) return found->second;
    return rows.emplace(std::move(text), Entry<R>{find_row<R>(connection_, keys_.ring(), key...), false, false}).first->second;
  }
  static std::string text_of(const store::Param& p) {
    if (auto* n = std::get_if<std::int64_t>(&p)) return std::to_string(*n);
    return std::string(std::get<std::string_view>(p));
  }

  store::Connection& connection_;
  NewKeys& keys_;
  std::map<std::string_view, std::unique_ptr<Held>> tables_;
};

}  // namespace hearth::journal
