"""A survey whose only language is written from right to left."""

SURVEY = """
settings: {form_title: {ar: سوق المدينة}, form_id: market, version: "1", default_language: ar}
survey:
  - {type: select_one ways, name: way, label: {ar: "كيف تأتي إلى السوق؟"}}
  - {type: text, name: idea, label: {ar: "ما الذي ينقص السوق؟"}}
choices:
  - {list_name: ways, name: walk, label: {ar: سيرا على الأقدام}}
  - {list_name: ways, name: bus, label: {ar: بالحافلة}}
"""
