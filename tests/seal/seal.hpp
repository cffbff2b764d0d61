// What the programs of this folder begin with: people inside and outside the hub, and something sealed.
#pragma once

#include "access/reader.hpp"
#include "practice/kit.hpp"
#include "practices/hub/events.hpp"
#include "practices/hub/pages.hpp"
#include "practices/hub/views.hpp"

#include <fmt/format.h>

#include <functional>
#include <iostream>
#include <set>
#include <unordered_set>

namespace seal {

using namespace hearth;
using hub::Inside, hub::Worker, hub::Staff, hub::Words;
using Public = access::Reader<access::audience::everyone>;
using Named = access::Reader<access::audience::named_people>;
using Released = Seen<std::string, kReleased>;
using Place = Seen<std::string, kPlace>;

inline Words words() { return Words(std::string("what is sealed")); }

struct Model {
  std::string text;
};
BOOST_DESCRIBE_STRUCT(Model, (), (text))
struct SealedModel {
  Words text;
};
BOOST_DESCRIBE_STRUCT(SealedModel, (), (text))

}  // namespace seal
