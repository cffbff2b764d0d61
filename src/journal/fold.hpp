// Making the views from the journal, at first start, after a change of a view, and on `hearth rebuild`.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/journal.hpp"
#include "journal/world.hpp"

#include <functional>
#include <map>
#include <string>

namespace hearth::journal {

using Progress = std::function<void(std::int64_t done, std::int64_t all)>;

/// Makes missing view tables, and folds all views again when any of them is of another version than this program's.
/// Returns true when it had to rebuild.
bool prepare_views(const World& world, const Progress& progress = {});

/// Drops all views and folds the whole journal into new ones. Safe to interrupt: the next start begins again.
/// Returns the number of events folded.
std::int64_t rebuild(const World& world, const Progress& progress = {});

/// SHA-256 of every view's open content, in hexadecimal: what a rebuild must leave unchanged.
std::map<std::string, std::string> digests(const World& world, store::Connection& connection);

/// Folds one stored event into views. Forgotten events are passed over.
void fold_stored(const Catalogue& catalogue, ViewWriter& views, const Stored& stored);

}  // namespace hearth::journal
