// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <filesystem>
#include <fstream>
#include <memory>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/evp.h>
#include <weft/core/error.hpp>

namespace imdb {

/// The 128 bits of an MD5 sum, first byte first, so that < orders as TensorFlow Datasets does.
using Md5 = std::array<unsigned char, 16>;

/// Lower-case hexadecimal digits, two a byte, as md5sum and sha256sum print them.
inline std::string hexadecimal(std::span<const unsigned char> bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (const unsigned char byte : bytes) text += {digits[byte / 16], digits[byte % 16]};
  return text;
}

/// MD5 of the bytes of a text (RFC 1321), by OpenSSL.
inline Md5 md5(std::string_view text) {
  Md5 sum;
  if (EVP_Digest(text.data(), text.size(), sum.data(), nullptr, EVP_md5(), nullptr) != 1)
    throw std::runtime_error("OpenSSL refuses to compute an MD5 sum");
  return sum;
}

/// Bytes fed piece by piece to SHA-256 (FIPS 180-4), by OpenSSL.
class Sha256 {
 public:
  Sha256() : context_(EVP_MD_CTX_new()) { check(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr)); }

  void add(std::span<const char> bytes) { check(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size())); }

  /// The sum in hexadecimal. Nothing can be added after it.
  std::string sum() {
    std::array<unsigned char, 32> bytes;
    check(EVP_DigestFinal_ex(context_.get(), bytes.data(), nullptr));
    return hexadecimal(bytes);
  }

 private:
  struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
  };

  static void check(int succeeded) {
    if (succeeded != 1) throw std::runtime_error("OpenSSL refuses to compute a SHA-256 sum");
  }

  std::unique_ptr<EVP_MD_CTX, Free> context_;
};

/// SHA-256 of a file in hexadecimal. Throws weft::FileError if it cannot be read.
inline std::string sha256_of_file(const std::filesystem::path& path) {
  auto file = weft::in_classic_locale<std::ifstream>(path, std::ios::binary);
  std::vector<char> block(1 << 16);
  Sha256 sha256;
  while (file.read(block.data(), static_cast<std::streamsize>(block.size())) || file.gcount() > 0)
    sha256.add({block.data(), static_cast<std::size_t>(file.gcount())});
  if (!file.eof()) throw weft::FileError(path, "cannot be read");
  return sha256.sum();
}

}  // namespace imdb
