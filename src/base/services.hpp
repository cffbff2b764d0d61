// Things that live as long as the program and that pages may need (a search index, a live board), handed in by type and never global.
#pragma once

#include <map>
#include <stdexcept>
#include <typeindex>

namespace hearth {

class Services {
 public:
  /// `service` must outlive this.
  template <class T>
  void add(T& service) {
    all_[typeid(T)] = &service;
  }

  /// Throws std::logic_error when there is none: the program was put together without it.
  template <class T>
  T& get() const {
    auto found = all_.find(typeid(T));
    if (found == all_.end()) throw std::logic_error(std::string("this world has no service ") + typeid(T).name());
    return *static_cast<T*>(found->second);
  }

 private:
  std::map<std::type_index, void*> all_;
};

}  // namespace hearth
