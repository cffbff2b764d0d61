// A sentence becomes an id by itself.
// expect: conversion from .* requested|could not convert|no matching|cannot convert
#include "seal.hpp"

namespace seal {

hub::PlainId f() { return std::string("he hit her"); }

}  // namespace seal
