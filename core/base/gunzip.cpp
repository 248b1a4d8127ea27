#include "base/gunzip.h"

#include "base/error.h"

#include <array>
#include <zlib.h>

namespace lightcl {

namespace {

/// Ends the reading however it is left.
class GzipStream {
public:
    explicit GzipStream(std::string_view packed) {
        // zlib wants to be told that what it reads is const by a cast.
        stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
        stream_.avail_in = static_cast<uInt>(packed.size());
        constexpr int gzipHeader = 16;
        if (inflateInit2(&stream_, MAX_WBITS + gzipHeader) != Z_OK) throw Error("gzip: not enough memory");
    }
    ~GzipStream() { inflateEnd(&stream_); }
    GzipStream(const GzipStream&) = delete;
    GzipStream& operator=(const GzipStream&) = delete;

    z_stream& operator*() { return stream_; }

private:
    z_stream stream_{};
};

} // namespace

std::string gunzip(std::string_view packed) {
    GzipStream stream(packed);
    std::string content;
    std::array<char, 1 << 16> piece{};
    int state = Z_OK;
    while (state == Z_OK) {
        (*stream).next_out = reinterpret_cast<Bytef*>(piece.data());
        (*stream).avail_out = static_cast<uInt>(piece.size());
        state = inflate(&*stream, Z_NO_FLUSH);
        content.append(piece.data(), piece.size() - (*stream).avail_out);
    }
    if (state != Z_STREAM_END) throw Error("gzip: expected a whole gzip file, got damaged or missing bytes");
    return content;
}

} // namespace lightcl
