/* SPDX-License-Identifier: Apache-2.0
 *
 * The formats this build recognises but cannot read: by the bytes they start with and by their
 * endings. A file of one of them is an error, never "no findings".
 *
 * The one thing to know: a format that becomes readable moves into a file of its own and keeps its
 * line in read.list. Signatures are from the formats' own specifications.
 */
#include "read/read.h"

#define BYTES(text) .bytes = (text), .size = sizeof(text) - 1
#define ENDINGS(...)                                                                               \
	(const char *const[])                                                                      \
	{                                                                                          \
		__VA_ARGS__, NULL                                                                  \
	}
#define MAGICS(...)                                                                                \
	(const struct magic[])                                                                     \
	{                                                                                          \
		__VA_ARGS__,                                                                       \
		{                                                                                  \
			.bytes = NULL                                                              \
		}                                                                                  \
	}
#define NO_MAGIC_AT_ALL MAGICS({.bytes = NULL})

const struct format read_parquet = {
	.name = "parquet",
	.summary = "Apache Parquet",
	.endings = ENDINGS(".parquet", ".pq"),
	.magics = MAGICS({BYTES("PAR1"), .letters = true}, {BYTES("PARE"), .letters = true}),
	.shape = SHAPE_RECORDS,
};

const struct format read_arrow = {
	.name = "arrow",
	.summary = "Apache Arrow",
	.endings = ENDINGS(".arrow", ".ipc", ".arrows"),
	.magics = MAGICS({BYTES("ARROW1\0\0")}, {BYTES("\xff\xff\xff\xff")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_feather = {
	.name = "feather",
	.summary = "Feather",
	.endings = ENDINGS(".feather"),
	.magics = MAGICS({BYTES("ARROW1\0\0")}, {BYTES("FEA1"), .letters = true}),
	.shape = SHAPE_RECORDS,
};

const struct format read_avro = {
	.name = "avro",
	.summary = "Apache Avro",
	.endings = ENDINGS(".avro"),
	.magics = MAGICS({BYTES("Obj\x01")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_orc = {
	.name = "orc",
	.summary = "Apache ORC",
	.endings = ENDINGS(".orc"),
	.magics = MAGICS({BYTES("ORC"), .letters = true}),
	.shape = SHAPE_RECORDS,
};

const struct format read_sqlite = {
	.name = "sqlite",
	.summary = "SQLite database",
	.endings = ENDINGS(".sqlite", ".sqlite3", ".db", ".db3"),
	.magics = MAGICS({BYTES("SQLite format 3\0")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_xlsx = {
	.name = "xlsx",
	.summary = "Office Open XML or OpenDocument sheet",
	.endings = ENDINGS(".xlsx", ".xlsm", ".xlsb", ".ods"),
	.magics = MAGICS({BYTES("PK\x03\x04")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_xls = {
	.name = "xls",
	.summary = "Microsoft compound file (.xls, .doc)",
	.endings = ENDINGS(".xls"),
	.magics = MAGICS({BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_zip = {
	.name = "zip",
	.summary = "zip archive",
	.endings = ENDINGS(".zip", ".npz", ".jar", ".docx", ".pptx"),
	.magics = MAGICS({BYTES("PK\x03\x04")}, {BYTES("PK\x05\x06")}, {BYTES("PK\x07\x08")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_tar = {
	.name = "tar",
	.summary = "tar archive",
	.endings = ENDINGS(".tar"),
	.magics = MAGICS({.offset = 257, BYTES("ustar"), .letters = true}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_gzip = {
	.name = "gzip",
	.summary = "gzip compressed file",
	.endings = ENDINGS(".gz", ".tgz", ".z"),
	.magics = MAGICS({BYTES("\x1f\x8b")}, {BYTES("\x1f\x9d")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_bzip2 = {
	.name = "bzip2",
	.summary = "bzip2 compressed file",
	.endings = ENDINGS(".bz2", ".tbz2"),
	.magics = MAGICS({.offset = 4, BYTES("1AY&SY"), .letters = true},
			 {.offset = 4, BYTES("\x17\x72\x45\x38\x50\x90")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_xz = {
	.name = "xz",
	.summary = "xz or lzma compressed file",
	.endings = ENDINGS(".xz", ".txz", ".lzma"),
	.magics = MAGICS({BYTES("\xfd"
				"7zXZ\0")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_zstd = {
	.name = "zstd",
	.summary = "Zstandard compressed file",
	.endings = ENDINGS(".zst", ".zstd", ".tzst"),
	.magics = MAGICS({BYTES("\x28\xb5\x2f\xfd")}, {.offset = 1, BYTES("\x2a\x4d\x18")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_lz4 = {
	.name = "lz4",
	.summary = "LZ4 or Snappy compressed file",
	.endings = ENDINGS(".lz4", ".snappy", ".sz", ".br"),
	.magics = MAGICS({BYTES("\x04\x22\x4d\x18")}, {BYTES("\xff\x06\x00\x00sNaPpY")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_seven_zip = {
	.name = "7z",
	.summary = "7-Zip archive",
	.endings = ENDINGS(".7z"),
	.magics = MAGICS({BYTES("7z\xbc\xaf\x27\x1c")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_rar = {
	.name = "rar",
	.summary = "RAR archive",
	.endings = ENDINGS(".rar"),
	.magics = MAGICS({BYTES("Rar!\x1a\x07")}),
	.shape = SHAPE_MEMBERS,
};

const struct format read_pickle = {
	.name = "pickle",
	.summary = "Python pickle",
	.endings = ENDINGS(".pkl", ".pickle", ".joblib"),
	.magics = MAGICS({BYTES("\x80\x02")}, {BYTES("\x80\x03")}, {BYTES("\x80\x04")},
			 {BYTES("\x80\x05")}),
	.shape = SHAPE_TREE,
};

const struct format read_npy = {
	.name = "npy",
	.summary = "NumPy array",
	.endings = ENDINGS(".npy"),
	.magics = MAGICS({BYTES("\x93NUMPY")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_hdf5 = {
	.name = "hdf5",
	.summary = "HDF5 or NetCDF",
	.endings = ENDINGS(".h5", ".hdf5", ".hdf", ".nc"),
	.magics = MAGICS({BYTES("\x89HDF\r\n\x1a\n")}, {BYTES("CDF\x01")}, {BYTES("CDF\x02")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_matlab = {
	.name = "matlab",
	.summary = "MATLAB data",
	.endings = ENDINGS(".mat"),
	.magics = MAGICS({BYTES("MATLAB 5.0 MAT-file"), .letters = true}),
	.shape = SHAPE_RECORDS,
};

const struct format read_r_data = {
	.name = "r-data",
	.summary = "R, SAS, SPSS or Stata data",
	.endings = ENDINGS(".rds", ".rdata", ".rda", ".sas7bdat", ".xpt", ".sav", ".dta"),
	.magics = MAGICS({BYTES("RDX2\n"), .letters = true}, {BYTES("RDX3\n"), .letters = true},
			 {BYTES("$FL2"), .letters = true}, {BYTES("<stata_dta>")}),
	.shape = SHAPE_RECORDS,
};

const struct format read_tfrecord = {
	.name = "tfrecord",
	.summary = "records of protocol buffers",
	.endings = ENDINGS(".tfrecord", ".tfrecords", ".pb", ".recordio"),
	.magics = NO_MAGIC_AT_ALL,
	.shape = SHAPE_RECORDS,
};

const struct format read_pdf = {
	.name = "pdf",
	.summary = "PDF document",
	.endings = ENDINGS(".pdf"),
	.magics = MAGICS({BYTES("%PDF-")}),
	.shape = SHAPE_TEXT,
};

const struct format read_image = {
	.name = "image",
	.summary = "picture",
	.endings = ENDINGS(".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff"),
	.magics = MAGICS({BYTES("\x89PNG\r\n\x1a\n")}, {BYTES("\xff\xd8\xff")}, {BYTES("GIF87a")},
			 {BYTES("GIF89a")}, {.offset = 8, BYTES("WEBP"), .letters = true},
			 {BYTES("II*\0")}, {BYTES("MM\0*")}),
	.shape = SHAPE_TEXT,
};
