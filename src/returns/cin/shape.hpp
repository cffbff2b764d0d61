// The census schema as data: which elements a struct's members are, in the schema's order. Reader and writer both walk it,
// so that neither can know an element that the other does not. Source: the schemas 2017 to 2026.
#pragma once

#include "returns/cin/census.hpp"
#include "returns/cin/codes.hpp"

#include <string_view>
#include <tuple>

namespace hearth::returns::cin {

enum class Need { optional, required };

/// One element with text, one member: text, Date, bool or int, usually optional.
template <class T, class M>
struct Leaf {
  std::string_view name;
  M T::*member;
  Need need = Need::optional;
  Form form = Form::free;
};

/// An optional group of one or more equal elements with text: Disabilities of Disability.
template <class T, class E>
struct List {
  std::string_view name, item;
  std::vector<E> T::*member;
  Form form = Form::free;
};

/// Elements of which each is a struct: CINdetails.
template <class T, class R>
struct Records {
  std::vector<R> T::*member;
  Need need = Need::optional;
  int since = first_year;  // the census year that brought it
};

/// An element whose members are the parent struct's: ChildIdentifiers.
template <class Fields>
struct Group {
  std::string_view name;
  Need need;
  Fields fields;
};

/// An element that is a member struct: Header.
template <class T, class M>
struct Part {
  std::string_view name;
  M T::*member;
};

/// Sex, that was GenderCurrent up to the 2024 return: the one element that changed its name and codes.
struct SexLeaf {
  static constexpr std::string_view name = "Sex", former = "GenderCurrent";
  static constexpr int since = 2025;
};

template <class... Fs>
constexpr auto group(std::string_view name, Need need, Fs... fields) {
  return Group<std::tuple<Fs...>>{name, need, std::tuple{fields...}};
}
template <class T, class M>
constexpr auto leaf(std::string_view name, M T::*member, Need need = Need::optional, Form form = Form::free) {
  return Leaf<T, M>{name, member, need, form};
}
template <class T, class M>
constexpr auto leaf(std::string_view name, M T::*member, Form form) {
  return Leaf<T, M>{name, member, Need::optional, form};
}

template <class T>
struct Shape;

template <>
struct Shape<Assessment> {
  static constexpr std::string_view name = "Assessments";
  static constexpr auto fields = std::tuple{
      leaf("AssessmentActualStartDate", &Assessment::started, Need::required),
      leaf("AssessmentInternalReviewDate", &Assessment::internal_review), leaf("AssessmentAuthorisationDate", &Assessment::authorised),
      List<Assessment, std::string>{"FactorsIdentifiedAtAssessment", "AssessmentFactors", &Assessment::factors, Form::assessment_factor}};
};

template <>
struct Shape<Plan> {
  static constexpr std::string_view name = "CINPlanDates";
  static constexpr auto fields = std::tuple{leaf("CINPlanStartDate", &Plan::started, Need::required), leaf("CINPlanEndDate", &Plan::ended)};
};

template <>
struct Shape<Enquiry> {
  static constexpr std::string_view name = "Section47";
  static constexpr auto fields =
      std::tuple{leaf("S47ActualStartDate", &Enquiry::started, Need::required),  //
                 leaf("InitialCPCtarget", &Enquiry::conference_target), leaf("DateOfInitialCPC", &Enquiry::initial_conference),
                 leaf("ICPCnotRequired", &Enquiry::conference_not_required, Need::required)};
};

template <>
struct Shape<ProtectionPlan> {
  static constexpr std::string_view name = "ChildProtectionPlans";
  static constexpr auto fields =
      std::tuple{leaf("CPPstartDate", &ProtectionPlan::started, Need::required),
                 leaf("CPPendDate", &ProtectionPlan::ended),
                 leaf("InitialCategoryOfAbuse", &ProtectionPlan::initial_category, Need::required, Form::abuse_category),
                 leaf("LatestCategoryOfAbuse", &ProtectionPlan::latest_category, Need::required, Form::abuse_category),
                 leaf("NumberOfPreviousCPP", &ProtectionPlan::previous_plans, Need::required),
                 List<ProtectionPlan, Review>{"Reviews", "CPPreviewDate", &ProtectionPlan::reviews}};
};

template <>
struct Shape<Episode> {
  static constexpr std::string_view name = "CINdetails";
  static constexpr auto fields = std::tuple{leaf("CINreferralDate", &Episode::referral_date, Need::required),
                                            leaf("ReferralSource", &Episode::source, Need::required, Form::referral_source),
                                            leaf("PrimaryNeedCode", &Episode::primary_need, Form::primary_need),
                                            leaf("CINclosureDate", &Episode::closed),
                                            leaf("ReasonForClosure", &Episode::closure_reason, Form::closure_reason),
                                            leaf("DateOfInitialCPC", &Episode::initial_conference),
                                            Records<Episode, Assessment>{&Episode::assessments},
                                            Records<Episode, Plan>{&Episode::plans, Need::optional, 2022},
                                            Records<Episode, Enquiry>{&Episode::enquiries},
                                            leaf("ReferralNFA", &Episode::no_further_action, Need::required),
                                            Records<Episode, ProtectionPlan>{&Episode::protection_plans}};
};

template <>
struct Shape<Child> {
  static constexpr std::string_view name = "Child";
  static constexpr auto fields =
      std::tuple{group("ChildIdentifiers", Need::required,  //
                       leaf("LAchildID", &Child::la_child_id, Need::required), leaf("UPN", &Child::upn, Form::upn),
                       leaf("FormerUPN", &Child::former_upn, Form::upn), leaf("UPNunknown", &Child::upn_unknown, Form::upn_unknown),
                       leaf("PersonBirthDate", &Child::born), leaf("ExpectedPersonBirthDate", &Child::expected_birth), SexLeaf{},
                       leaf("PersonDeathDate", &Child::died)),
                 group("ChildCharacteristics", Need::required,  //
                       leaf("Ethnicity", &Child::ethnicity, Need::required, Form::ethnicity),
                       List<Child, std::string>{"Disabilities", "Disability", &Child::disabilities, Form::disability}),
                 Records<Child, Episode>{&Child::episodes, Need::required}};
};

template <>
struct Shape<Source> {
  static constexpr std::string_view name = "Source";
  static constexpr auto fields = std::tuple{leaf("SourceLevel", &Source::level, Form::source_level),
                                            leaf("LEA", &Source::authority, Need::required, Form::authority),
                                            leaf("SoftwareCode", &Source::software_code),
                                            leaf("Release", &Source::release),
                                            leaf("SerialNo", &Source::serial_no, Form::serial),
                                            leaf("DateTime", &Source::date_time, Form::date_time)};
};

template <>
struct Shape<Header> {
  static constexpr auto fields = std::tuple{group("CollectionDetails", Need::optional,  //
                                                  leaf("Collection", &Header::collection, Form::collection), leaf("Year", &Header::year),
                                                  leaf("ReferenceDate", &Header::reference_date)),
                                            Records<Header, Source>{&Header::sources}};
};

template <>
struct Shape<Census> {
  static constexpr std::string_view name = "Message";
  static constexpr auto fields = std::tuple{Part<Census, Header>{"Header", &Census::header},
                                            group("Children", Need::required, Records<Census, Child>{&Census::children, Need::required})};
};

// The names by which a field's element may come, and how often.

template <class F>
constexpr std::string_view name_of_field(const F& field) {
  return field.name;
}
template <class T, class R>
constexpr std::string_view name_of_field(const Records<T, R>&) {
  return Shape<R>::name;
}
template <class F>
constexpr bool is_named(const F& field, std::string_view name) {
  return name_of_field(field) == name;
}
constexpr bool is_named(const SexLeaf&, std::string_view name) { return name == SexLeaf::name || name == SexLeaf::former; }

template <class F>
inline constexpr bool repeats = false;
template <class T, class R>
inline constexpr bool repeats<Records<T, R>> = true;

template <class F>
constexpr bool is_required(const F& field) {
  if constexpr (requires { field.need; }) return field.need == Need::required;
  return false;
}
constexpr bool is_required(const SexLeaf&) { return true; }

}  // namespace hearth::returns::cin
