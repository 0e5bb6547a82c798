"""Text that has broken programs before: every field that a person fills in must take it."""

STRINGS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE answer; --",
    "{{7*7}} ${7*7} %s %n {n} {0}",
    "**gras** _italique_ [lien](javascript:alert(1)) `code` # titre",
    "=1+1 @SUM(A1) +1 -1",
    "مرحبا بكم في فالمون",
    "\u202eabc\u202c \u200b\u200d\ufeff zéro",
    "👩‍👩‍👧‍👦🏳️‍🌈 Z̗̗̱͕̲͕̯ͅa̦l̤g̺o̖",
    "&lt;b&gt; &amp; &#x41;",
    "\\\\ \\n \\u0041",
    "../../../etc/passwd",
    "null undefined NaN true",
    "a" * 4000,
)
