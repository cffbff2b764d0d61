#include "journey/dashboards/pages.hpp"
#include "journey/journey.hpp"

namespace hearth::journey {

void register_dashboards(practice::Kit& kit) {
  using access::Permission;
  kit.page("/dashboard", "A team’s volumes, timeliness and workload as of a day", {Permission::see_dashboard}, read_dashboard,
           draw_dashboard);
  kit.page("/dashboard/rows", "The rows that a number of the dashboard counts", {Permission::see_dashboard}, read_counted, draw_counted);
  kit.file("/dashboard/rows.csv", "The same rows as CSV", {Permission::see_dashboard}, counted_as_csv);
  kit.file("/dashboard/rows.xlsx", "The same rows as a workbook", {Permission::see_dashboard}, counted_as_xlsx);
  kit.navigate("Dashboard", "/dashboard", Permission::see_dashboard, 25);
}

}  // namespace hearth::journey
