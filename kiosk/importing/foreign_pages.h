#pragma once

#include <vector>

#include "importing/merge.h"
#include "importing/report.h"

/// A crawler may fall on a default page and store it under the code it wanted. Such a page looks
/// whole; only its address gives it away, when another source knows the procedure's id.
namespace importing {

/// Takes out, counts and reports pages whose portal id is not the one that the API or a list
/// gives for their code, or is the one of another code.
void refuse_foreign_pages(std::vector<Candidate>& candidates, Report& report);

}  // namespace importing
