"""The columns in which people write freely: redaction and erasure walk all of them."""

FREE_TEXT = {
    "Evaluation": ("no_lesson_reason",),
    "EvaluationAnswer": ("text",),
    "Lesson": ("text",),
    "EarlierLesson": ("text", "why"),
}
