// The one list of the program's words.

#include "app/commands/all.hpp"

namespace hearth::app {

std::span<const Command* const> commands() {
  static const Command* const all[] = {&serve_command,       &demo_command,       &user_add_command,   &user_list_command,
                                       &user_invite_command, &user_close_command, &token_add_command,  &token_list_command,
                                       &token_end_command,   &verify_command,     &backup_command,     &restore_command,
                                       &import_cin_command,  &export_all_command, &export_cin_command, &rebuild_command,
                                       &routes_command,      &prove_seal_command, &match_command};
  return all;
}

}  // namespace hearth::app
