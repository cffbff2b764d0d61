// Every command, each defined in the file of its first word.
#pragma once

#include "app/command.hpp"

namespace hearth::app {

extern const Command serve_command, demo_command;
extern const Command user_add_command, user_list_command, user_invite_command, user_close_command;
extern const Command token_add_command, token_list_command, token_end_command;
extern const Command verify_command, backup_command, restore_command, rebuild_command;
extern const Command import_cin_command, export_all_command, export_cin_command, routes_command, prove_seal_command, match_command;

}  // namespace hearth::app
