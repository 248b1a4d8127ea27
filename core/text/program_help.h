#pragma once

#include <string>
#include <vector>

namespace lightcl {

/// What an option or an argument takes.
struct HelpValue {
    std::string name;                 ///< as help texts call it: "FILE", "N"; empty: nothing is taken
    std::vector<std::string> choices; ///< the words it may be, where they are known; one that ends in "=" goes on
    std::string files;                ///< the pattern of the file names it may be: "*", "*.toml"; empty: unknown
    std::string range;                ///< for people: "1 to 1024"; empty: unknown
    std::string initial;              ///< what it is when nothing is given; empty: unknown
    bool required = false;
    bool repeats = false;
};

struct HelpOption {
    std::vector<std::string> names; ///< the short one first: "-h", "--help"
    std::string help;
    HelpValue value;
    bool valueIsOptional = false;
    std::vector<std::string> excludes; ///< options that it cannot stand beside
};

struct HelpArgument {
    std::string help;
    HelpValue value;
};

/// A program's command line, or that of one of its commands, as its help text describes it.
struct ProgramHelp {
    std::string name;    ///< "lightcl", or a command's: "run"
    std::string summary; ///< one sentence
    std::string footer;  ///< further sentences; a blank line begins a paragraph
    std::vector<HelpOption> options;
    std::vector<HelpArgument> arguments;
    std::vector<ProgramHelp> commands;
};

} // namespace lightcl
