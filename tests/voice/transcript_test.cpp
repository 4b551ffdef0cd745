#include "voice/transcript.h"

#include "base/files.h"
#include "support/must.h"
#include "support/temp_dir.h"

using text::Language;

TEST_CASE("a transcript keeps what was said, in order, one line each") {
    const TempDir dir;
    voice::Transcript transcript(dir / "said.txt");
    transcript.say({{.id = "bar.back", .text = "Quay lại", .language = Language::vi},
                    {.id = "", .text = "30.000 đ", .language = Language::vi}});
    CHECK_FALSE(transcript.speaking());
    transcript.hush();
    transcript.say({{.id = "", .text = "Page 1/3", .language = Language::en}});
    CHECK(must(files::read(dir / "said.txt", 1000)) ==
          "Quay lại | ba mươi nghìn đồng\nhush\nPage one of three\n");
}
