// The journey that all practices share: contact, referral, assessment, plan, review, closure; the family, the workers, notes and tasks.
#pragma once

#include "base/reference.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

/// Registers the journey's events, views, pages and commands. `reference` must outlive the kit.
void register_journey(practice::Kit& kit, const Reference& reference);

// Its parts, each from its own folder.
void register_person(practice::Kit& kit);
void register_contact(practice::Kit& kit, const Reference& reference);
void register_referral(practice::Kit& kit, const Reference& reference);
void register_record(practice::Kit& kit);
void register_work(practice::Kit& kit);
void register_dashboards(practice::Kit& kit);
void register_documents(practice::Kit& kit);

}  // namespace hearth::journey
