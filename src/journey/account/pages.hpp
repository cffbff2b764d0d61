// The pages of signing in, drawn: before anybody is signed in, so each shows only what was just typed.
#pragma once

#include "base/result.hpp"
#include "practice/route.hpp"

#include <string>

namespace hearth::journey::account {

/// What goes along from the sign-in page to the end of signing in.
struct Onward {
  std::string next = "/";  ///< local_path
  std::string unsent{};    ///< A sealed form, or "".
};

struct SignInPage {
  std::string csrf;
  Onward onward{};
  std::string email{};
  std::string said{};  ///< A sentence above the form.
  Refusals wrong{};
};
practice::Drawn draw_sign_in(const SignInPage& page);

struct CodePage {
  std::string csrf;
  Onward onward{};
  Refusals wrong{};
};
practice::Drawn draw_code(const CodePage& page);

/// Setting up an authenticator app: a QR code, the same as letters, and the first code to prove that it works.
struct EnrolPage {
  std::string csrf;
  std::string secret;  ///< In base 32.
  std::string uri;     ///< access::otpauth_uri
  std::string action;  ///< Where the code is sent to.
  Onward onward{};
  Refusals wrong{};
};
practice::Drawn draw_enrol(const EnrolPage& page);

struct InvitedPage {
  std::string csrf, name, email;
  Refusals wrong{};
};
practice::Drawn draw_invited(const InvitedPage& page);

/// A QR code in the page: no image is fetched, and no style stands in it.
html::Html qr_code(std::string_view text, std::string_view label);

/// The fields of a code, and the error summary above a form.
html::Html code_field(const Refusals& wrong);

}  // namespace hearth::journey::account
