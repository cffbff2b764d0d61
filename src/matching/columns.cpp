#include "matching/columns.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace hearth::matching {
namespace {

struct Named {
  Meaning meaning;
  std::string_view name;
  std::string_view headings;  // folded, without blanks and signs; each between blanks
};

constexpr std::array<Named, 25> meanings{{
    {Meaning::ignored, "ignored", ""},
    {Meaning::key, "key", ""},
    {Meaning::source, "source", " agency source sourcesystem sourcedataset system organisation org datasource "},
    {Meaning::forename, "forename",
     " forename forenames firstname first givenname given givennames fname pername1 childforename childfirstname legalforename fore "
     "christianname "},
    {Meaning::middle_name, "middle_name", " middlename middlenames middle sname secondname secondforename middleinitial mname midname "},
    {Meaning::surname, "surname", " surname lastname last familyname family lname pername2 childsurname childlastname legalsurname name2 "},
    {Meaning::alias_surname, "alias_surname",
     " aliassurname alias preferredsurname formersurname previoussurname othersurname maidenname birthsurname alternativesurname "},
    {Meaning::full_name, "full_name", " fullname name childname personname patientname "},
    {Meaning::birth, "birth", " dob dateofbirth birthdate birth born date childdob personbirthdate dobiso "},
    {Meaning::birth_day, "birth_day", " dobday birthday dayofbirth bday dobd dayborn "},
    {Meaning::birth_month, "birth_month", " dobmon dobmonth birthmonth monthofbirth bmonth bm dobm "},
    {Meaning::birth_year, "birth_year", " dobyear birthyear yearofbirth byear by doby yob "},
    {Meaning::sex, "sex", " sex gender sexcode gendercode legalsex "},
    {Meaning::house, "house", " houseno housenumber house hsenum streetnumber buildingnumber streetno houseorflat number "},
    {Meaning::street, "street", " street address1 addressline1 strnam streetname road addr1 line1 thoroughfare "},
    {Meaning::town, "town", " town city suburb posttown locality addresstown towncity place "},
    {Meaning::postcode, "postcode", " postcode postcodefake enumpc zip zipcode postalcode pcode homepostcode pc "},
    {Meaning::address, "address", " address enumcap fulladdress homeaddress addressfull "},
    {Meaning::phone, "phone", " mobile phone phonenumber telephone tel mobilenumber contactnumber telephonenumber homephone mobilephone "},
    {Meaning::email, "email", " email emailaddress mail "},
    {Meaning::nhs_number, "nhs_number", " nhsnumber nhsno nhs nhsnum newnhsnumber "},
    {Meaning::upn, "upn", " upn uniquepupilnumber pupilnumber "},
    {Meaning::parent, "parent",
     " parentforename parent parentname motherforename mothersforename mothersname mothername carerforename guardian parentfirstname "
     "parent1forename "},
    {Meaning::words, "words",
     " occupation birthplace placeofbirth address2 addressline2 state county region country nationality ethnicity school schoolname "
     "language religion countryofbirth "},
    {Meaning::code, "code",
     " socsecid ssn nationalid nationalidentifier ugandanin nin nino artnumber passport passportnumber hospitalnumber uprn "
     "socialsecuritynumber candidatenumber "},
}};

std::string bare(std::string_view heading) {
  std::string out;
  for (char c : text::fold_for_search(heading))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  return out;
}

Meaning guess(std::string_view heading) {
  const auto sought = fmt::format(" {} ", bare(heading));
  if (sought.size() <= 2) return Meaning::ignored;
  const auto* found = std::ranges::find_if(meanings, [&](const Named& named) { return named.headings.contains(sought); });
  return found == meanings.end() ? Meaning::ignored : found->meaning;
}

bool may_repeat(Meaning meaning) { return meaning == Meaning::ignored || meaning == Meaning::words || meaning == Meaning::code; }

}  // namespace

std::string_view name_of(Meaning meaning) { return std::ranges::find(meanings, meaning, &Named::meaning)->name; }

std::vector<Column> guess_columns(std::span<const std::string_view> headings, std::string_view key) {
  std::vector<Column> columns;
  for (const auto heading : headings) {
    auto meaning = heading == key ? Meaning::key : guess(heading);
    // Two columns for one meaning: the first is taken (a capture of the address beside its parts, say).
    if (!may_repeat(meaning) && std::ranges::find(columns, meaning, &Column::meaning) != columns.end()) meaning = Meaning::ignored;
    columns.push_back({std::string(heading), meaning});
  }
  return columns;
}

Result<std::vector<Column>> mapped_columns(std::span<const std::string_view> headings, std::string_view key, std::string_view csv) {
  std::vector<Column> columns;
  for (const auto heading : headings) columns.push_back({std::string(heading), heading == key ? Meaning::key : Meaning::ignored});
  static constexpr std::array<std::string_view, 2> wanted{"heading", "meaning"};
  auto read = csv::read_columns(csv, wanted, [&](const csv::Row& row) -> Result<void> {
    const auto column = std::ranges::find(columns, row.cells[0], &Column::heading);
    if (column == columns.end()) return {};  // one mapping may serve several files
    const auto* named = std::ranges::find(meanings, row.cells[1], &Named::name);
    if (named == meanings.end()) {
      std::vector<std::string_view> names;
      for (const auto& one : meanings) names.push_back(one.name);
      return refuse("map", fmt::format("Line {} of the mapping gives the meaning “{}”; use one of {}", row.line, row.cells[1],
                                       text::join(names, "or")));
    }
    column->meaning = named->meaning;
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return columns;
}

std::string mapping_csv(std::span<const Column> columns) {
  std::string out;
  csv::Writer writer(out);
  writer.cell("heading").cell("meaning").end_row();
  for (const auto& column : columns) writer.cell(column.heading).cell(name_of(column.meaning)).end_row();
  return out;
}

}  // namespace hearth::matching
