#pragma once

#include "cli/commands/catalog_listings.h"
#include "cli/commands/command.h"

namespace lightcl {

/// `lightcl methods`, `datasets` and `backbones`: prints a part of the catalog as text or, with --json, as JSON.
class CatalogCommand : public Command {
public:
    explicit CatalogCommand(CatalogListing listing) : listing_(std::move(listing)) {}

    CLI::App* describe(CLI::App& program) override;
    int execute(const Console& console) override;

private:
    CatalogListing listing_;
    bool json_ = false;
};

} // namespace lightcl
