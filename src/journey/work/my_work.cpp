#include "journey/work/my_work.hpp"

#include "html/elements.hpp"
#include "journey/contact/views.hpp"
#include "journey/record/views.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using practice::Asked, practice::Drawing;
namespace govuk = html::govuk;

namespace {

WorkCase case_of(const Worker& reader, Names<access::audience::case_workers>& names, const ReferralRow& r) {
  WorkCase one{r.referral, r.subject, names.child(r.subject), {}, r.stage, r.due};
  for (const auto& tie :
       reader.list<access::RelationRow>("subject = $1 and kind = 'allocated_worker' and until is null limit 1", r.subject))
    if (tie.person) one.worker = names.worker(*tie.person);
  return one;
}

}  // namespace

std::optional<MyWork> read_my_work(const Worker& reader, const Asked&) {
  const auto& viewer = reader.viewer();
  Names names(reader);
  MyWork work;
  work.name = viewer.name;
  for (const auto& t : reader.list<TaskRow>("person = $1 and done = 0 order by due limit 50", viewer.account))
    work.tasks.push_back({t.task, names.child(t.subject), t.body.what, t.due, reader.may(access::Permission::see_child, t.subject)});
  for (const auto& r : reader.list<ReferralRow>("closed is null and subject in (select subject from v_relation where person = $1 and kind "
                                                "in ('allocated_worker', 'conference_chair') and until is null) "
                                                "order by case when due is null then 1 else 0 end, due limit 50",
                                                viewer.account))
    work.mine.push_back({r.referral, r.subject, names.child(r.subject), {}, r.stage, r.due});
  work.manages = reader.may(access::Permission::see_front_door) && std::ranges::find(viewer.roles, "team_manager") != viewer.roles.end();
  work.screens = reader.may(access::Permission::see_front_door);
  const auto today = reader.today().iso();
  for (const auto& team : viewer.teams) {
    if (work.screens) work.contacts_waiting += reader.count<ContactRow>("team = $1 and outcome is null", team);
    if (!work.manages) continue;
    work.team_open += reader.count<ReferralRow>("team = $1 and closed is null", team);
    work.team_late += reader.count<ReferralRow>("team = $1 and closed is null and due < $2", team, today);
    for (const auto& r : reader.list<ReferralRow>("team = $1 and closed is null and due is not null order by due limit 30", team))
      work.team.push_back(case_of(reader, names, r));
  }
  std::ranges::stable_sort(work.team, {}, [](const WorkCase& c) { return *c.due; });
  return work;
}

namespace {

html::Html due_cell(std::optional<Date> due, Date today) {
  html::Html out;
  if (!due) return out;
  out.text(due->spoken());
  if (*due < today)
    out.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
  else if (*due == today)
    out.text(" ").append(govuk::tag({.text = "Today", .classes = "govuk-tag--orange"}));
  return out;
}

html::Html cases(const std::string& caption, const std::vector<WorkCase>& all, Date today, bool with_worker) {
  govuk::Table table{
      .caption = caption, .caption_classes = "govuk-table__caption--m", .head = govuk::row("Child", "Where it stands", "Due")};
  if (with_worker) table.head.push_back({.text = "Worker"});
  for (const auto& c : all) {
    table.rows.push_back(govuk::row(h::link(address("/children/" + c.child), c.name),
                                    h::link(address("/referrals/" + c.referral), words_for(c.stage)), due_cell(c.due, today)));
    if (with_worker)
      table.rows.back().push_back({.text = c.worker.empty()
                                               ? html::Content(govuk::tag({.text = "Nobody yet", .classes = "govuk-tag--orange"}))
                                               : html::Content(c.worker)});
  }
  return wide_table(caption, table);
}

}  // namespace

WorkerPage draw_my_work(const Drawing& drawing, const MyWork& m) {
  WorkerPage page{.title = "My work", .body = {}, .wide = true};
  page << h::h1("My work");
  if (m.screens) {
    const auto waiting =
        m.contacts_waiting == 1 ? "1 contact waits for a decision" : std::to_string(m.contacts_waiting) + " contacts wait for a decision";
    page << h::p(html::join(h::link("/front-door", "Front door"), ": ", waiting, "."));
  }
  if (m.tasks.empty() && m.mine.empty() && m.team.empty())
    page << govuk::inset_text({.text = "Nothing is due. Tasks that are set for you, and children who are allocated to you, appear here "
                                       "with the day by which something is to be done."});
  if (!m.tasks.empty()) {
    govuk::Table table{.caption = "My tasks", .caption_classes = "govuk-table__caption--m", .head = govuk::row("Task", "Child", "By")};
    for (const auto& t : m.tasks)
      table.rows.push_back(
          govuk::row(t.may_open ? h::link(address("/tasks/" + t.task), t.what)
                                : html::join(t.what, h::hint("You no longer work with this child. Ask a manager who takes this over.")),
                     t.child, due_cell(t.due, drawing.today())));
    page << wide_table("My tasks", table);
  }
  if (!m.mine.empty()) page << cases("My children", m.mine, drawing.today(), false);
  if (m.manages) {
    page << h::h2("My team");
    page << h::p(std::to_string(m.team_open) + (m.team_open == 1 ? " open referral, " : " open referrals, ") + std::to_string(m.team_late) +
                 " late.");
    if (!m.team.empty()) page << cases("What is due first", m.team, drawing.today(), true);
  }
  return page;
}

}  // namespace hearth::journey
