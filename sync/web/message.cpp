#include "web/message.h"

namespace web {

Answer json_answer(const json::Value& value, int status) {
    return {.status = status,
            .media = "application/json",
            .body = value.dump(-1, ' ', false, json::Value::error_handler_t::replace)};
}

Answer problem(int status, std::string_view code, std::string_view message) {
    Answer answer = json_answer({{"error", code}, {"message", message}}, status);
    answer.said = code;
    return answer;
}

}  // namespace web
