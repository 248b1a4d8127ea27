#include "profiling/budget_guard.h"

#include "base/units.h"
#include "libtorch/torch.h"
#include "profiling/process_floor.h"
#include "profiling/process_memory.h"
#include "profiling/tensor_memory.h"

#include <fmt/format.h>
#include <limits>
#include <new>
#include <string_view>
#include <utility>

namespace lightcl {

namespace {

/// RLIMIT_DATA counts what is asked for, also what is never touched: stacks of threads, arenas of the C library, room
/// for code that oneDNN makes, 128 MiB of OpenBLAS for each thread. Neither library bears a refusal (one crashes, the
/// other tries without end), so this limit only ends a program that runs away; requireResident() looks at what is used.
constexpr std::int64_t kUntouched = std::int64_t{1} << 30;
constexpr std::int64_t kUntouchedByThread = std::int64_t{128} << 20;

std::int64_t untouchedBytes() {
    return kUntouched + at::get_num_threads() * kUntouchedByThread;
}

bool isWantOfMemory(const std::exception& error) {
    if (dynamic_cast<const std::bad_alloc*>(&error) != nullptr) return true;
    return std::string_view(error.what()).find("can't allocate memory") != std::string_view::npos; // LibTorch's words
}

} // namespace

BudgetGuard::BudgetGuard(MemoryBudget budget, std::shared_ptr<MemoryLedger> ledger, MemoryCap cap)
    : budget_(budget), ledger_(std::move(ledger)), cap_(std::move(cap)) {}

BudgetGuard::~BudgetGuard() {
    if (!enforces_) return;
    ledger_->setLimit(0);
    limitPooledMemory(std::numeric_limits<std::int64_t>::max());
    cap_.lift();
}

void BudgetGuard::enforce() {
    ledger_->pausePeak(true);
    prepareLibraries();
    ledger_->pausePeak(false);
    enforces_ = true;
    ledger_->setLimit(budget_.tensorBytes());
    limitPooledMemory(budget_.tensorBytes());
    resume();
}

void BudgetGuard::pause() {
    if (enforces_) cap_.lift();
}

void BudgetGuard::resume() {
    if (!enforces_) return;
    releaseUnusedMemory();
    const std::int64_t left = budget_.tensorBytes() - ledger_->live().total();
    cap_.set(budget_.bytes + ledger_->live()[MemoryCategory::Measuring], left + untouchedBytes());
}

void BudgetGuard::requireResident() {
    if (!enforces_) return;
    const std::int64_t used = residentBytes().anonymous - ledger_->live()[MemoryCategory::Measuring];
    if (used <= budget_.bytes) return;
    used_ = used;
    throw LimitReached(
        fmt::format("{} of the process's own, more than {}", formatBytes(used), formatBytes(budget_.bytes)));
}

std::optional<BudgetBreach> BudgetGuard::breachOf(const std::exception& error) const {
    if (!enforces_) return std::nullopt;
    BudgetBreach breach;
    breach.budget = budget_;
    breach.doing = ledger_->phase();
    if (used_ > 0) {
        breach.neededBytes = used_;
        breach.resident = true;
        return breach;
    }
    if (const auto& refusal = ledger_->refusal()) {
        breach.doing = refusal->phase;
        breach.neededBytes = budget_.floor + refusal->total;
        return breach;
    }
    return isWantOfMemory(error) ? std::optional(breach) : std::nullopt;
}

} // namespace lightcl
