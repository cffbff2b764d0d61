// The forms of a person's record: details, family network, allocation.
#pragma once

#include "journey/person/pages.hpp"

namespace hearth::journey {

std::optional<DetailsPage> read_details(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_details(const practice::Drawing& drawing, practice::Fields& fields, const DetailsPage& model);
WorkerPage draw_new_family(const practice::Drawing& drawing, practice::Fields& fields, const ChildName& model);

struct FamilyTiePage {
  std::string child, name;
  FamilyMember member;
};
BOOST_DESCRIBE_STRUCT(FamilyTiePage, (), (child, name, member))
std::optional<FamilyTiePage> read_family_tie(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_family_tie(const practice::Drawing& drawing, practice::Fields& fields, const FamilyTiePage& model);

std::optional<AllocationPage> read_allocation(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_allocation(const practice::Drawing& drawing, practice::Fields& fields, const AllocationPage& model);

}  // namespace hearth::journey
