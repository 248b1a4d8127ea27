#pragma once

namespace lightcl {

/// From now on a mapped file that is cut short while it is in use (SIGBUS) ends this process with exit code 1 and a
/// line on standard error that says so, instead of a crash: the image cache and the feature cache are such files.
void failOnLostMappings();

} // namespace lightcl
