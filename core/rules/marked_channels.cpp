#include "rules/marked_channels.h"

#include <algorithm>
#include <cmath>

namespace lightcl {

std::int64_t markedChannels(ChannelMarking marking, std::int64_t channels) {
    const double share = marking.ratio * static_cast<double>(channels);
    // Python's round() takes halves to the even neighbour, as nearbyint() does unless told otherwise.
    const double wanted = marking.oneMore ? std::nearbyint(share) + 1 : std::floor(share);
    return std::min(channels, std::max<std::int64_t>(1, static_cast<std::int64_t>(wanted)));
}

} // namespace lightcl
