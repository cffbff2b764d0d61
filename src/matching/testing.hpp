// Invented children of invented households in four agencies' systems, with the mistakes that such systems hold. For tests and for
// measuring: the same seed gives the same children, in any number. Names are made of this project's own list of forenames and of syllables.
#pragma once

#include "base/csv.hpp"
#include "base/data.hpp"
#include "base/text.hpp"
#include "matching/dictionary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hearth::matching::testing {

class Inventor {
 public:
  explicit Inventor(std::uint64_t seed) : state_(seed) {
    (void)csv::read(
        data_file("nicknames.csv"),
        [&](const csv::Row& row) -> Result<void> {
          if (auto forms = text::words(row.cells[0]); forms.size() > 1) forenames_.push_back(std::move(forms));
          return {};
        },
        csv::Comments::before_header);
  }

  std::uint64_t next() { return mix(state_ += 0x9e3779b97f4a7c15ULL); }
  std::size_t below(std::size_t n) { return next() % n; }
  bool chance(double p) { return double(next() >> 11) * 0x1p-53 < p; }

  /// Few are common and many rare, as with names: of 30,000 surnames the commonest has 0.6 in 100 people (Smith: about 1 in 100).
  std::size_t skewed(std::size_t n) { return std::size_t(double(n) * std::pow(double(next() >> 11) * 0x1p-53, 2)); }

  std::string forename() { return chance(0.4) ? made_up(skewed(3000) + 7, 2) : forenames_[skewed(forenames_.size())][0]; }
  std::string nickname_of(const std::string& name) {
    const auto group = std::ranges::find_if(forenames_, [&](const auto& forms) { return forms[0] == name; });
    return group == forenames_.end() ? name : (*group)[below(group->size())];
  }
  std::string surname() { return made_up(skewed(30'000) + 1, 3); }
  std::string street() { return made_up(below(3000), 2) + (chance(0.5) ? " Road" : " Street"); }

  std::string nhs_number() {
    for (;;) {
      std::string digits = fmt::format("{:09}", 400'000'000 + below(100'000'000));
      int sum = 0;
      for (std::size_t i = 0; i < 9; ++i) sum += (digits[i] - '0') * int(10 - i);
      if (const int check = (11 - sum % 11) % 11; check < 10) return digits + char('0' + check);
    }
  }

  std::string slip(std::string word) {
    if (word.size() < 3) return word;
    const auto at = 1 + below(word.size() - 2);
    switch (below(4)) {
      case 0: word.erase(at, 1); break;
      case 1: std::swap(word[at], word[at + 1]); break;
      case 2: word.insert(at, 1, char('a' + below(26))); break;
      default: word[at] = char(word[at] >= '0' && word[at] <= '9' ? '0' + below(10) : 'a' + below(26));
    }
    return word;
  }

 private:
  static std::string made_up(std::uint64_t number, std::size_t syllables) {
    static constexpr std::array<std::string_view, 24> starts{"b", "br", "c", "ch", "d", "f",  "g",  "gr", "h",  "j",  "k", "l",
                                                             "m", "n",  "p", "r",  "s", "sh", "st", "t",  "th", "tr", "w", "y"};
    static constexpr std::array<std::string_view, 12> ends{"an", "er", "ell", "ing", "on", "ick", "ard", "e", "o", "ey", "um", "ast"};
    std::string word;
    auto bits = mix(number, 77);
    for (std::size_t i = 0; i < syllables; ++i, bits = mix(bits)) {
      word += starts[bits % starts.size()];
      word += ends[(bits >> 20) % ends.size()];
    }
    return word;
  }

  std::uint64_t state_;
  std::vector<std::vector<std::string>> forenames_;
};

struct Child {
  std::string forename, middle, surname, sex, parent, nhs, upn;
  int year = 0, month = 0, day = 0;
};

struct Home {
  std::string house, street, town, postcode, phone;
};

class Population {
 public:
  static constexpr std::string_view heading =
      "rec_id,agency,forename,middle_name,surname,dob,sex,house_no,street,town,postcode,nhs_number,upn,parent_forename,mobile";
  using Take = std::function<void(const std::string& row, const std::string& id, std::uint64_t person)>;

  explicit Population(std::uint64_t seed) : inventor_(seed) {}

  /// Households until `records` rows were handed over.
  void records(std::size_t records, const Take& take) {
    const auto postcodes = records / 30 + 10;
    while (made_ < records) {
      const auto home = make_home(postcodes), moved = make_home(postcodes);
      const auto surname = inventor_.surname(), parent = inventor_.forename();
      std::optional<Child> twin_of;
      for (std::size_t children = 1 + inventor_.below(3); children > 0 && made_ < records; --children) {
        auto child = make_child(surname, parent);
        if (twin_of && inventor_.chance(0.03)) child.year = twin_of->year, child.month = twin_of->month, child.day = twin_of->day;
        twin_of = child;
        ++person_;
        const auto copies = inventor_.chance(0.45) ? 1 : 2 + inventor_.below(3);
        for (std::size_t i = 0; i < copies && made_ < records; ++i) {
          const auto id = fmt::format("G{:08}", made_++);
          take(id + "," + row(child, inventor_.chance(0.12) ? moved : home, i), id, person_);
        }
      }
    }
  }

 private:
  Home make_home(std::size_t postcodes) {
    auto& in = inventor_;
    const auto number = in.below(postcodes);
    const auto letters = [&](std::uint64_t n) { return std::string{char('A' + n % 26), char('A' + n / 26 % 26)}; };
    return {.house = fmt::format("{}", 1 + in.below(120)),
            .street = in.street(),
            .town = fmt::format("Town {}", number % 300),
            .postcode = fmt::format("{}{} {}{}", letters(number % 40), 1 + number / 40 % 20, number / 800 % 9 + 1, letters(number / 7200)),
            .phone = fmt::format("07{:09}", in.below(1'000'000'000))};
  }

  Child make_child(const std::string& surname, const std::string& parent) {
    auto& in = inventor_;
    return {.forename = in.forename(),
            .middle = in.chance(0.4) ? in.forename() : "",
            .surname = in.chance(0.05) ? in.surname() : surname,
            .sex = in.chance(0.5) ? "M" : "F",
            .parent = parent,
            .nhs = in.nhs_number(),
            .upn = fmt::format("{}{:012}", char('A' + in.below(8)), in.below(1'000'000'000'000)),
            .year = 2003 + int(in.below(18)),
            .month = 1 + int(in.below(12)),
            .day = 1 + int(in.below(28))};
  }

  std::string row(Child child, Home home, std::size_t copy) {
    auto& in = inventor_;
    static constexpr std::array<std::string_view, 4> agencies{"health", "education", "social_care", "police"};
    const auto agency = agencies[copy % 4];
    if (in.chance(0.04)) child.forename = in.slip(child.forename);
    if (in.chance(0.06)) child.forename = in.nickname_of(child.forename);
    if (in.chance(0.04)) child.surname = in.slip(child.surname);
    if (in.chance(0.02)) std::swap(child.forename, child.surname);
    if (in.chance(0.02)) child.surname = in.surname();
    if (in.chance(0.02)) std::swap(child.day, child.month);
    if (in.chance(0.02)) child.day = 1, child.month = 1;
    if (in.chance(0.02)) home.street = in.slip(home.street);
    const auto maybe = [&](const std::string& value, double known) { return in.chance(known) ? value : std::string(); };
    const bool health = agency == "health", school = agency == "education";
    return fmt::format("{},{},{},{},{:04}-{:02}-{:02},{},{},{},{},{},{},{},{},{}", agency, child.forename, maybe(child.middle, 0.6),
                       child.surname, child.year, child.month, child.day, maybe(child.sex, 0.97), home.house, home.street, home.town,
                       maybe(home.postcode, 0.97),
                       maybe(child.nhs, health                         ? 0.97
                                        : school || agency == "police" ? 0
                                                                       : 0.5),
                       maybe(child.upn, school ? 0.95 : 0.2), maybe(child.parent, 0.6), maybe(home.phone, 0.6));
  }

  Inventor inventor_;
  std::size_t made_ = 0;
  std::uint64_t person_ = 0;
};

}  // namespace hearth::matching::testing
