// Every route as every role, with and without a working relationship. What each may do stands in tests/data/access_matrix.csv, which
// people review; a route that it does not name fails the test. HEARTH_WRITE_MATRIX=1 writes it anew, for a reviewed change.

#include "base/csv.hpp"
#include "journey_walk.hpp"

#include <fstream>
#include <set>
#include <sstream>

namespace hearth::cross {
namespace {

const std::string matrix_file = std::string(HEARTH_SOURCE_DIR) + "/tests/data/access_matrix.csv";
using Matrix = std::map<std::string, std::string>;  // "POST /contacts/new,social_worker" -> "with without"

Matrix read_matrix() {
  std::ifstream in(matrix_file);
  std::ostringstream text;
  text << in.rdbuf();
  Matrix matrix;
  constexpr std::string_view columns[] = {"route", "role", "related", "unrelated"};
  (void)csv::read_columns(
      text.str(), columns,
      [&](const csv::Row& row) -> Result<void> {
        matrix[std::string(row.cells[0]) + "," + std::string(row.cells[1])] = std::string(row.cells[2]) + " " + std::string(row.cells[3]);
        return {};
      },
      csv::Comments::before_header);
  return matrix;
}

class AccessMatrix : public testing::Test {
 protected:
  AccessMatrix() {
    walk.whole_journey("Lee");
    claim = walk.site.relate(walk.child, walk.worker, access::RelationKind::break_glass);
  }

  std::string fill(std::string pattern) {
    const std::map<std::string, std::string> ids{
        {"{child}", walk.child}, {"{contact}", walk.contact},   {"{referral}", walk.referral},
        {"{note}", walk.note},   {"{relation}", claim},         {"{task}", walk.task},
        {"{call}", walk.call},   {"{document}", walk.document}, {"{tie}", walk.site.rows<journey::FamilyRow>("1 = 1").front().tie}};
    for (const auto& [hole, id] : ids)
      if (auto at = pattern.find(hole); at != pattern.npos) pattern.replace(at, hole.size(), id);
    for (auto at = pattern.find('{'); at != pattern.npos; at = pattern.find('{'))
      pattern.replace(at, pattern.find('}') - at + 1, walk.worker);
    return pattern;
  }

  /// "yes" when the gate let the request through, whatever came of it; "no" when it looked as if there were nothing there.
  std::string passes(const std::string& account, const practice::Route& route, bool change) {
    const auto answer = walk.site.api(account, change ? web::Method::post : web::Method::get, fill(route.pattern), change ? "{}" : "");
    EXPECT_LT(answer.status, 500) << route.pattern << answer.body;
    return answer.status == 404 ? "no" : "yes";
  }

  Walk walk;
  std::string claim;
};

TEST_F(AccessMatrix, HoldsForEveryRouteAndRole) {
  const auto wanted = read_matrix();
  std::string written =
      "# Who passes the gate of each route, with a working relationship to the record and without. Reviewed by people; held by "
      "tests/cross/access_matrix_test.cpp.\nroute,role,related,unrelated\n";
  std::set<std::string> seen;
  for (const auto& role : walk.site.policy.roles()) {
    const auto related = walk.site.open_account({.roles = {role.name}});
    const auto stranger = walk.site.open_account({.roles = {role.name}});
    walk.site.relate(walk.child, related);
    walk.site.relate(walk.call, related);
    for (const auto& route : walk.site.kit.routes()) {
      for (bool change : {false, true}) {
        if (!(change ? bool(route.from_json) : route.json || route.file)) continue;
        const auto name = std::string(change ? "POST " : "GET ") + route.pattern + "," + role.name;
        const auto found = passes(related, route, change) + " " + passes(stranger, route, change);
        seen.insert(name);
        written += name + "," + found.substr(0, found.find(' ')) + "," + found.substr(found.find(' ') + 1) + "\n";
        if (auto stated = wanted.find(name); stated == wanted.end())
          ADD_FAILURE() << "the matrix does not state " << name << ": it is " << found;
        else
          EXPECT_EQ(found, stated->second) << name;
      }
    }
  }
  for (const auto& [name, value] : wanted) EXPECT_TRUE(seen.contains(name)) << "the matrix states a route that is gone: " << name;
  if (std::getenv("HEARTH_WRITE_MATRIX")) std::ofstream(matrix_file) << written;
}

TEST_F(AccessMatrix, AStrangerLearnsNothingFromTheAnswer) {
  const auto stranger = walk.site.open_account({.roles = {"social_worker"}});
  for (const char* pattern : {"/children/", "/contacts/", "/referrals/", "/notes/", "/tasks/"}) {
    const auto id = std::string(pattern) == "/children/"    ? walk.child
                    : std::string(pattern) == "/contacts/"  ? walk.contact
                    : std::string(pattern) == "/referrals/" ? walk.referral
                    : std::string(pattern) == "/notes/"     ? walk.note
                                                            : walk.task;
    const auto there = walk.site.api(stranger, web::Method::get, pattern + id);
    const auto nothing = walk.site.api(stranger, web::Method::get, pattern + walk.site.new_id());
    EXPECT_EQ(there.status, 404);
    EXPECT_EQ(there.body, nothing.body) << pattern;
  }
}

TEST_F(AccessMatrix, ARightEndsWithTheRelationship) {
  const auto account = walk.site.open_account({.roles = {"social_worker"}});
  const auto relation = walk.site.relate(walk.child, account);
  EXPECT_EQ(walk.site.api(account, web::Method::get, "/children/" + walk.child).status, 200);
  walk.site.record<access::Relations>(walk.child,
                                      {access::RelationEnded{relation, access::RelationKind::allocated_worker, account, {}, "Moved"}});
  EXPECT_EQ(walk.site.api(account, web::Method::get, "/children/" + walk.child).status, 404);
}

}  // namespace
}  // namespace hearth::cross
