/* SPDX-License-Identifier: MIT */
/* image.c - the frame of an image: header, table of sections, byte order,
 * checksum. What the sections hold is checked by image_check.c. */
#include "ruleset/image.h"

#include <assert.h>
#include <string.h>

#define X(name, type) +1
enum { SECTIONS = 0 IMAGE_SECTIONS(X) };
#undef X

/* The header: magic, then numbers of four bytes at these places, then for each
 * section where it begins and how many elements it has. */
enum {
  MAGIC_SIZE = 8,
  AT_VERSION = 8,
  AT_SECTIONS = 12,
  AT_SIZE = 16,
  AT_CHECKSUM = 24, /* 8 bytes */
  HEADER_SIZE = 32,
  TABLE_END = HEADER_SIZE + 8 * SECTIONS
};

static const uint8_t magic[MAGIC_SIZE] = {'h', 'v', 'l', 'i',
                                          'n', 'e', 26,  '\n'};

static const uint8_t element_sizes[SECTIONS] = {
#define X(name, type) sizeof(type),
    IMAGE_SECTIONS(X)
#undef X
};

/* ---- Numbers ------------------------------------------------------------- */

static void write_number(uint8_t *at, uint64_t number, int bytes) {
  for (int i = 0; i < bytes; i++) at[i] = (uint8_t)(number >> 8 * i);
}

static uint32_t read_u32(const uint8_t *at) {
  return (uint32_t)at[0] | (uint32_t)at[1] << 8 | (uint32_t)at[2] << 16 |
         (uint32_t)at[3] << 24;
}

/* Written so that compilers make it one load. */
static uint64_t read_u64(const uint8_t *at) {
  return (uint64_t)at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
         (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 | (uint64_t)at[5] << 40 |
         (uint64_t)at[6] << 48 | (uint64_t)at[7] << 56;
}

static bool is_little_endian(void) {
  const uint16_t one = 1;
  uint8_t first;
  memcpy(&first, &one, 1);
  return first == 1;
}

/* Sections of records are numbers of four bytes throughout. */
static size_t number_size(int section) {
  return element_sizes[section] > 4 ? 4 : element_sizes[section];
}

static void reverse(uint8_t *bytes, size_t size, size_t number) {
  for (size_t i = 0; i + number <= size; i += number) {
    for (size_t k = 0; k < number / 2; k++) {
      uint8_t kept = bytes[i + k];
      bytes[i + k] = bytes[i + number - 1 - k];
      bytes[i + number - 1 - k] = kept;
    }
  }
}

void hvl__image_swap(uint8_t *bytes) {
  for (int i = 0; i < SECTIONS; i++) {
    const uint8_t *entry = bytes + HEADER_SIZE + 8 * i;
    size_t size = (size_t)read_u32(entry + 4) * element_sizes[i];
    reverse(bytes + read_u32(entry), size, number_size(i));
  }
}

/* ---- Frame --------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t number) {
  hash = (hash ^ number) * 0x100000001B3u;
  return hash << 29 | hash >> 35;
}

/* Over all but the checksum itself, eight bytes at a time; an image is a
 * multiple of that. Four sums go side by side, as one would wait for itself. */
static uint64_t checksum(const uint8_t *bytes, size_t size) {
  uint64_t lanes[4] = {0xCBF29CE484222325u, 1, 2, 3}, hash = 0;
  size_t i = 0;
  for (; i < AT_CHECKSUM; i += 8) hash = mix(hash, read_u64(bytes + i));
  for (i += 8; i + 32 <= size; i += 32)
    for (size_t lane = 0; lane < 4; lane++)
      lanes[lane] = mix(lanes[lane], read_u64(bytes + i + 8 * lane));
  for (; i + 8 <= size; i += 8) hash = mix(hash, read_u64(bytes + i));
  for (size_t lane = 0; lane < 4; lane++) hash = mix(hash, lanes[lane]);
  return hash;
}

void hvl__image_seal(uint8_t *bytes, size_t size) {
  write_number(bytes + AT_CHECKSUM, checksum(bytes, size), 8);
}

static size_t aligned(size_t size) {
  return (size + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN;
}

/* Sections follow each other in order, with nothing but padding between. */
static bool table_fits(const uint8_t *bytes, size_t size) {
  size_t at = aligned(TABLE_END);
  for (int i = 0; i < SECTIONS; i++) {
    const uint8_t *entry = bytes + HEADER_SIZE + 8 * i;
    if (read_u32(entry) != at || at > size) return false;
    if (read_u32(entry + 4) > (size - at) / element_sizes[i]) return false;
    at = aligned(at + (size_t)read_u32(entry + 4) * element_sizes[i]);
  }
  return at == size;
}

static hvl_status check_frame(const uint8_t *bytes, size_t size) {
  if (size < TABLE_END || size > UINT32_MAX || size % SECTION_ALIGN != 0)
    return HVL_ERR_FORMAT;
  if (memcmp(bytes, magic, MAGIC_SIZE) != 0) return HVL_ERR_FORMAT;
  if (read_u32(bytes + AT_VERSION) != IMAGE_VERSION) return HVL_ERR_VERSION;
  if (read_u32(bytes + AT_SECTIONS) != SECTIONS) return HVL_ERR_FORMAT;
  if (read_u64(bytes + AT_SIZE) != size) return HVL_ERR_FORMAT;
  if (read_u64(bytes + AT_CHECKSUM) != checksum(bytes, size))
    return HVL_ERR_FORMAT;
  return table_fits(bytes, size) ? HVL_OK : HVL_ERR_FORMAT;
}

static void point(struct image *image, const uint8_t *bytes) {
  const uint8_t *entry = bytes + HEADER_SIZE;
  image->kernels = hvl__kernels();
#define X(member, type)                                                        \
  image->member = (const void *)(bytes + read_u32(entry));                     \
  image->member##_count = read_u32(entry + 4);                                 \
  entry += 8;
  IMAGE_SECTIONS(X)
#undef X
}

/* Point `image` at `bytes`, whose frame is good, if all else is. */
static hvl_status check_sections(struct image *image, const uint8_t *bytes) {
  struct image opened;
  point(&opened, bytes);
  if (!hvl__image_check(&opened)) return HVL_ERR_FORMAT;
  *image = opened;
  return HVL_OK;
}

hvl_status hvl__image_open(struct image *image, uint8_t *bytes, size_t size) {
  *image = (struct image){.strings_count = 0};
  if ((uintptr_t)bytes % IMAGE_ALIGN != 0) return HVL_ERR_ARGUMENT;
  hvl_status status = check_frame(bytes, size);
  if (status != HVL_OK) return status;
  if (!is_little_endian()) hvl__image_swap(bytes);
  return check_sections(image, bytes);
}

bool hvl__image_is_native(void) {
  return is_little_endian();
}

hvl_status hvl__image_map(struct image *image, const uint8_t *bytes,
                          size_t size) {
  *image = (struct image){.strings_count = 0};
  if ((uintptr_t)bytes % IMAGE_ALIGN != 0) return HVL_ERR_ARGUMENT;
  hvl_status status = check_frame(bytes, size);
  return status == HVL_OK ? check_sections(image, bytes) : status;
}

bool hvl__image_point(struct image *image, const uint8_t *bytes, size_t size) {
  if (size == 0 || !is_little_endian()) return false;
  assert((uintptr_t)bytes % IMAGE_ALIGN == 0);
  point(image, bytes);
  return true;
}

void hvl__image_save(const uint8_t *bytes, size_t size, uint8_t *out) {
  memcpy(out, bytes, size);
  if (!is_little_endian()) hvl__image_swap(out);
}

/* ---- Draft --------------------------------------------------------------- */

void hvl__draft_init(struct image_draft *draft, const hvl_allocator *mem) {
#define X(name, type) hvl__buf_init(&draft->name, mem);
  IMAGE_SECTIONS(X)
#undef X
}

void hvl__draft_free(struct image_draft *draft) {
#define X(name, type) hvl__buf_free(&draft->name);
  IMAGE_SECTIONS(X)
#undef X
}

static bool add_section(struct buf *out, int i, const struct buf *section) {
  size_t at = out->len;
  if (at > UINT32_MAX || section->len > UINT32_MAX) return false;
  if (!hvl__buf_add(out, section->data, section->len)) return false;
  uint8_t *entry = out->data + HEADER_SIZE + 8 * i;
  write_number(entry, at, 4);
  write_number(entry + 4, section->len / element_sizes[i], 4);
  return hvl__buf_align(out, SECTION_ALIGN);
}

static bool add_header(struct buf *out) {
  static const uint8_t zeroes[TABLE_END - MAGIC_SIZE];
  return hvl__buf_add(out, magic, MAGIC_SIZE) &&
         hvl__buf_add(out, zeroes, sizeof zeroes) &&
         hvl__buf_align(out, SECTION_ALIGN);
}

bool hvl__draft_write(const struct image_draft *draft, struct buf *out) {
  assert(out->len == 0);
  if (!add_header(out)) return false;
  int i = 0;
#define X(name, type)                                                          \
  if (!add_section(out, i++, &draft->name)) return false;
  IMAGE_SECTIONS(X)
#undef X
  uint8_t *bytes = out->data;
  size_t size = out->len;
  if (size > UINT32_MAX) return false;
  write_number(bytes + AT_VERSION, IMAGE_VERSION, 4);
  write_number(bytes + AT_SECTIONS, SECTIONS, 4);
  write_number(bytes + AT_SIZE, size, 8);
  if (!is_little_endian()) hvl__image_swap(bytes);
  hvl__image_seal(bytes, size);
  return true;
}
