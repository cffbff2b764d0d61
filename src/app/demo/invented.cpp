#include "app/demo/invented.hpp"

namespace hearth::demo {
namespace {

constexpr std::string_view family_names[] = {
    "Abbott",    "Adeyemi",   "Ahmed",    "Appiah",  "Ashworth", "Bailey",  "Begum",    "Bianchi", "Bowden",     "Boateng",  "Carrick",
    "Chen",      "Chowdhury", "Clegg",    "Coker",   "Dhillon",  "Doherty", "Donnelly", "Ebbs",    "Eze",        "Fairley",  "Farouk",
    "Fenwick",   "Garside",   "Ghebre",   "Gill",    "Goddard",  "Haddad",  "Hargrave", "Hussain", "Ilyas",      "Ingham",   "Jarvis",
    "Kaczmarek", "Kaur",      "Kendrick", "Khan",    "Kowal",    "Lam",     "Lister",   "Lowry",   "Malik",      "Marlow",   "Mensah",
    "Mirza",     "Mokoena",   "Ngo",      "Novak",   "O’Dowd",   "Okafor",  "Oyelaran", "Parkin",  "Patel",      "Petrov",   "Pickles",
    "Popescu",   "Quigley",   "Rahman",   "Redfern", "Rowntree", "Saleh",   "Sandhu",   "Silva",   "Singh",      "Skelton",  "Sowerby",
    "Tang",      "Tariq",     "Thackray", "Tran",    "Turnbull", "Uddin",   "Vasquez",  "Walczak", "Wainwright", "Whitlock", "Wong",
    "Yates",     "Yilmaz",    "Zaman",    "Łukasik", "Özkan",    "Nuñez",   "Żak"};
constexpr std::string_view girls[] = {"Aaliyah", "Abi",   "Aisha",  "Alice",  "Amara",    "Amelia", "Anya",   "Ava",   "Bea",
                                      "Chloe",   "Daisy", "Ela",    "Ellie",  "Emma",     "Erin",   "Esme",   "Evie",  "Farah",
                                      "Freya",   "Grace", "Halima", "Iris",   "Isla",     "Jade",   "Jasmin", "Kayla", "Leah",
                                      "Lily",    "Lola",  "Maja",   "Maryam", "Mia",      "Molly",  "Nadia",  "Niamh", "Orla",
                                      "Poppy",   "Rosie", "Ruby",   "Safa",   "Scarlett", "Sofia",  "Tia",    "Zara",  "Zoë"};
constexpr std::string_view boys[] = {"Aaron",  "Adam",  "Alfie",  "Amir",  "Archie", "Arlo",    "Ben",   "Callum", "Charlie",
                                     "Daniel", "Dawid", "Eli",    "Ethan", "Finley", "Freddie", "Hamza", "Harvey", "Ibrahim",
                                     "Isaac",  "Jack",  "Jayden", "Joe",   "Kai",    "Kofi",    "Leo",   "Lee",    "Liam",
                                     "Logan",  "Luca",  "Mason",  "Max",   "Mo",     "Noah",    "Oscar", "Owen",   "Reece",
                                     "Riley",  "Ryan",  "Sam",    "Tariq", "Theo",   "Tobi",    "Tyler", "Yusuf",  "Zac"};
constexpr std::string_view women[] = {"Angela",   "Bianca",   "Carla",   "Dawn",   "Donna",  "Fatima",   "Gemma",   "Hannah", "Ivana",
                                      "Joanne",   "Karen",    "Kelly",   "Leanne", "Magda",  "Michelle", "Nasreen", "Ngozi",  "Rachel",
                                      "Rukhsana", "Samantha", "Shanice", "Stacey", "Tracey", "Vicky",    "Yasmin"};
constexpr std::string_view men[] = {"Ali", "Andrew", "Craig", "Darren", "Dean", "Emeka",  "Gary",  "Imran", "Jason",  "Karl",
                                    "Lee", "Marek",  "Mark",  "Nathan", "Paul", "Rashid", "Ricky", "Shaun", "Stefan", "Wayne"};
constexpr std::string_view streets[] = {"Mill Lane",   "Station Road", "Canal Street", "Albert Terrace", "Beech Grove",
                                        "Chapel Hill", "Dyer’s Yard",  "Foundry Row",  "Garden Court",   "Harbour View",
                                        "Kiln Close",  "Larch Avenue", "Market Place", "Nelson Street",  "Orchard Way",
                                        "Priory Road", "Quarry Bank",  "Rope Walk",    "Tannery Street", "Weavers Fold"};
constexpr std::string_view towns[] = {"Westmarch", "Aldersby", "Crosswell", "Nether Hallam", "Thornford"};

std::string filled(std::string_view pattern, const std::string& child) {
  std::string out;
  for (char c : pattern) {
    if (c == '#')
      out += child;
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string family_name(Choosing& c) { return std::string(c.one_of(family_names)); }
std::string girls_name(Choosing& c) { return std::string(c.one_of(girls)); }
std::string boys_name(Choosing& c) { return std::string(c.one_of(boys)); }
std::string adults_name(Choosing& c, bool woman) { return std::string(woman ? c.one_of(women) : c.one_of(men)); }
std::string street_address(Choosing& c) {
  return std::to_string(c.between(1, 140)) + " " + std::string(c.one_of(streets)) + ", " + std::string(c.one_of(towns));
}

// Shares as a generator's estimate, not a published table.
std::string ethnicity(Choosing& c) {
  constexpr std::string_view codes[] = {"WBRI", "WOTH", "MWBC", "MWBA", "MWAS", "MOTH", "AIND", "APKN",
                                        "ABAN", "AOTH", "BCRB", "BAFR", "BOTH", "CHNE", "OOTH", "WROM"};
  constexpr double shares[] = {62, 6, 3, 2, 2, 3, 2, 5, 2, 2, 1.5, 4, 1, 0.5, 3, 1};
  return std::string(codes[c.weighted(shares)]);
}

std::string worry(Choosing& c, const std::string& child) {
  constexpr std::string_view said[] = {
      "# came to school without breakfast again and fell asleep in class. The same jumper all week.",
      "Shouting and things breaking most nights. Last night we heard # crying on the stairs for an hour.",
      "Police were called to the home. Mum’s partner had been drinking. # was in the room and hid behind the sofa.",
      "# has a bruise on the upper arm and gave two different stories about it.",
      "Missed three health appointments. The health visitor has not been let in since the spring.",
      "# told a teaching assistant that nobody was home at the weekend and that there was only cereal.",
      "Dad has started using again. Gran is worried about who looks after # when he goes out at night.",
      "# has been missing overnight twice this month and came back with a new phone.",
      "Mum is very low since the baby. She says some days she cannot get up. # gets the little ones ready.",
      "# is getting messages from an adult nobody in the family knows, and will not say who it is.",
      "The flat is full of rubbish and there is no working cooker. # sleeps on a mattress in the hall.",
      "# hit another child hard and said that is what happens at home when you are bad.",
      "Neighbour says the children play in the road until after ten at night and nobody calls them in.",
      "A and E: # swallowed some of dad’s tablets. Parents came late and seemed confused about what happened.",
      "# says that mum’s boyfriend comes into the bedroom and # does not like it. Asked us not to tell.",
      "Family are being evicted on Friday and have nowhere to go. # has asthma."};
  return filled(c.one_of(said), child);
}

std::string visit_words(Choosing& c, const std::string& child) {
  constexpr std::string_view said[] = {
      "Visited at home. The kitchen was clean and there was food in. # showed me the bedroom and the drawings on the wall.",
      "Visited after school. # was quiet while mum was in the room and talked more when we walked the dog.",
      "Mum opened the door and was expecting me. We went through what worries people and she agreed that nights are hard.",
      "Dad was there for the first time. He was angry to begin with and then asked what he could do.",
      "# had fresh sheets and a new bed from the charity. Mum has kept all the appointments this month.",
      "No answer at first. Came back an hour later. # was home alone watching a film. Gran came within ten minutes."};
  return filled(c.one_of(said), child);
}

std::string childs_words(Choosing& c) {
  constexpr std::string_view said[] = {"I like it when gran comes on Fridays because then it is quiet.",
                                       "I don’t want to move school again.",
                                       "Can you make them stop shouting.",
                                       "My best thing is football. My worst thing is night time.",
                                       "I told my teacher because I was hungry.",
                                       "If I had one wish mum would be happy and I would have a hamster."};
  return std::string(c.one_of(said));
}

std::string call_words(Choosing& c, const std::string& child) {
  constexpr std::string_view said[] = {"Telephone call with the school. Attendance is better and # has joined the breakfast club.",
                                       "Telephone call with the health visitor. Weight is on the line and the next appointment is kept.",
                                       "Grandmother rang. She can have # every weekend and has told mum so.",
                                       "Telephone call with the police. No further incidents at the address since the last visit.",
                                       "Mum rang to say that the appointment with the drug and alcohol service went well."};
  return filled(c.one_of(said), child);
}

std::string analysis(Choosing& c, const std::string& child) {
  constexpr std::string_view said[] = {
      "# is loved and says so. The risk is at night, when the adults drink and nobody is able to keep # safe. It gets less when gran is "
      "there.",
      "What worried people did happen, once, and the parents stopped it themselves. # is doing well at school and feels safe at home.",
      "The same things have been said about this family for three years. # is now old enough to look after the younger ones and does. That "
      "has to change.",
      "Mum’s low mood is the key. When she has help she is warm and organised; when she has none, # goes without.",
      "I could not find out who the adult online is. Until we know, # needs somebody to talk to and the phone stays downstairs at night."};
  return filled(c.one_of(said), child);
}

std::string worries_summary(Choosing& c) {
  constexpr std::string_view said[] = {"Nights when the adults drink. Nobody gets the children up for school.",
                                       "Shouting and fear. The children hide.",
                                       "Missed health appointments. Not enough food at the end of the month.",
                                       "Time out of sight, and messages from people whom the family does not know."};
  return std::string(c.one_of(said));
}

std::string strengths(Choosing& c) {
  constexpr std::string_view said[] = {
      "Gran, every Friday. A teacher whom the child trusts.", "Both parents came to every meeting. The home is warm and clean.",
      "The older sister rings if she is worried. Mum asked for help herself.", "The child can say what is wrong and who to go to."};
  return std::string(c.one_of(said));
}

std::string review_words(Choosing& c, const std::string& child) {
  constexpr std::string_view said[] = {
      "# has been to school every day for five weeks. Mum has kept her appointments. Nights are still hard at the weekend.",
      "Dad has moved out and visits on Saturdays at gran’s. # says it is calmer.",
      "Little has changed. The parents did not come to two of the three sessions.",
      "Everybody around the table thought that # is safer than in the summer, and # thought so too."};
  return filled(c.one_of(said), child);
}

}  // namespace hearth::demo
