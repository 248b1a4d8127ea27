#pragma once

#include <cstdint>

namespace lightcl {

/// How many of a layer's channels LightCL marks as important after a task.
struct ChannelMarking {
    double ratio = 0; ///< share of the channels
    /// As LightCL's reference code counts: round(ratio · channels), and one more, since it takes all channels from the
    /// threshold on. Else the share rounded down, at least one.
    bool oneMore = false;
};

/// Of a layer with so many; never more than there are.
std::int64_t markedChannels(ChannelMarking marking, std::int64_t channels);

} // namespace lightcl
