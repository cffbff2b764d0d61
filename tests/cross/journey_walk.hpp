// One child's journey from contact to closure through the API, with a text of the caller's choosing in every field that takes text.
#pragma once

#include "access/relationship.hpp"
#include "journey/administration/administration.hpp"
#include "journey/journey.hpp"
#include "journey/person/views.hpp"
#include "journey/work/search.hpp"
#include "practice/testing.hpp"
#include "practices/practices.hpp"

#include <gtest/gtest.h>

namespace hearth::cross {

/// The site with the whole journey, its people, and what the walk made.
struct Walk {
  explicit Walk(const std::string& database = "memory")
      : site({[this](practice::Kit& kit) {
               journey::register_journey(kit, reference);
               journey::administration::register_administration(kit);
               practices::register_practices(kit, reference);
             }},
             database) {
    services.add(index);
    site.test.world.services = &services;
    front_door = site.add_team("Front Door", access::TeamKind::front_door);
    assessment = site.add_team("Assessment North");
    screener = site.open_account({.roles = {"screening_worker"}, .name = "Jo Brennan", .teams = {front_door}});
    manager = site.open_account({.roles = {"team_manager"}, .name = "Helen Marsh", .teams = {assessment}});
    worker = site.open_account({.roles = {"social_worker"}, .name = "Amy Calder", .teams = {assessment}});
    reader = site.open_account({.roles = {"social_worker"}, .name = "Ben Oduya"});
  }

  /// Sends a command and expects it to be done; returns the id of what was made.
  std::string act(const std::string& account, const std::string& path, const boost::json::object& body) {
    auto answer = site.api(account, web::Method::post, path, boost::json::serialize(body));
    EXPECT_EQ(answer.status, 201) << path << "\n" << answer.body;
    auto document = boost::json::parse(answer.body);
    auto* id = document.as_object().if_contains("id");
    return id ? std::string(id->as_string()) : std::string();
  }
  std::string get(const std::string& account, const std::string& path) {
    auto answer = site.api(account, web::Method::get, path);
    EXPECT_EQ(answer.status, 200) << path << "\n" << answer.body;
    return answer.body;
  }

  /// `text` goes into every field that takes words.
  void whole_journey(const std::string& text) {
    contact = act(screener, "/contacts/new",
                  {{"method", "telephone"},
                   {"source", "2A"},
                   {"caller_name", text},
                   {"caller_reach", text},
                   {"worry", text},
                   {"children", boost::json::array{boost::json::object{
                                    {"given_name", text}, {"family_name", text}, {"born", "2016-03-27"}, {"address", text}}}}});
    child = std::string(boost::json::parse(get(screener, "/contacts/" + contact)).at("children").at(0).at("person").as_string());
    at_the_front_door(text);
    act(screener, "/contacts/" + contact + "/decision",
        {{"outcome", "referral"}, {"reason", text}, {"referral_team", assessment}, {"primary_need", "N1"}});
    referral = std::string(boost::json::parse(get(screener, "/contacts/" + contact)).at("decided").at("referrals").at(0).as_string());
    const auto at = "/referrals/" + referral;
    act(manager, at + "/decision",
        {{"outcome", "assessment_s17"}, {"primary_need", "N1"}, {"reason", text}, {"referrer_told", true}, {"family_told", true}});
    act(manager, "/children/" + child + "/allocation", {{"person", worker}, {"reason", text}});
    act(worker, at + "/assessment/start", {{"on", "2026-04-07"}});
    act(worker, "/children/" + child + "/family/new",
        {{"given_name", text},
         {"family_name", text},
         {"telephone", text},
         {"kinship", "mother"},
         {"parental_responsibility", true},
         {"same_household", true}});
    note = act(worker, "/children/" + child + "/notes/new",
               {{"kind", "visit"},
                {"on", "2026-04-07"},
                {"words", text},
                {"child_seen", true},
                {"child_seen_alone", true},
                {"childs_words", text}});
    document = act(
        worker, "/children/" + child + "/documents/new",
        {{"title", text}, {"on", "2026-04-07"}, {"file", {{"name", "report.txt"}, {"content", boost::json::array{web::to_base64(text)}}}}});
    task = act(worker, "/children/" + child + "/tasks/new", {{"what", text}, {"person", worker}, {"by", "2026-04-20"}});
    act(worker, at + "/assessment",
        {{"seen", 100},
         {"worries", text},
         {"strengths", text},
         {"childs_words", text},
         {"analysis", text},
         {"child_seen", true},
         {"child_seen_alone", true},
         {"factors", boost::json::array{"4B"}}});
    act(manager, at + "/assessment/authorisation", {{"authorise", "authorise"}, {"outcome", "child_in_need_plan"}, {"reason", text}});
    const boost::json::array goals{boost::json::object{{"goal", text}, {"action", text}, {"who", text}}};
    act(worker, at + "/plan", {{"on", "2026-04-07"}, {"summary", text}, {"goals", goals}});
    act(worker, at + "/plan/review",
        {{"on", "2026-04-07"}, {"outcome", "ends"}, {"words", text}, {"childs_words", text}, {"goals", boost::json::array{}}});
    act(worker, "/tasks/" + task + "/done", {{"words", text}});
    act(manager, at + "/closure", {{"on", "2026-04-07"}, {"reason", "RC7"}, {"words", text}});
    // Closure lets everybody go: who looks at the record afterwards needs a relationship of their own.
    site.relate(child, reader);
  }

  /// The front door's own part: a call beside the contact, and the triage before its decision.
  void at_the_front_door(const std::string& text) {
    const boost::json::array named{boost::json::object{{"given_name", text}, {"family_name", text}, {"address", text}}};
    call = act(screener, "/helpline/new",
               {{"worry", text},
                {"source", "1B"},
                {"caller_name", text},
                {"caller_reach", text},
                {"ring_back", true},
                {"children", named},
                {"advice", text},
                {"next_step", text},
                {"then", "advice"}});
    const auto second =
        act(screener, "/helpline/new",
            {{"worry", text}, {"source", ""}, {"ring_back", false}, {"advice", text}, {"next_step", text}, {"then", "advice"}});
    act(screener, "/helpline/calls/" + call + "/join", {{"other", second}, {"reason", text}});
    act(screener, "/helpline/calls/" + call + "/call-back", {{"result", "not_reached"}, {"note", text}});
    const auto at = "/contacts/" + contact + "/triage";
    act(screener, at + "/take", {{"over", false}});
    act(screener, at + "/checks",
        {{"checks", boost::json::array{boost::json::object{{"check", "police"}, {"state", "done"}, {"words", text}}}}});
    act(screener, at + "/view", {{"outcome", "referral"}, {"reason", text}});
    act(screener, at + "/give-back", {{"reason", text}});
  }

  Reference reference = Reference::load().value();
  journey::ChildIndex index;
  Services services;
  practice::TestSite site;
  std::string front_door, assessment, screener, manager, worker, reader;
  std::string contact, child, referral, note, task, call, document;
};

}  // namespace hearth::cross
