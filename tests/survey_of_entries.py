"""A survey with a question of every kind that is answered otherwise than by a button."""

SURVEY = """
settings: {form_title: {fr: "Le marché"}, form_id: entries, version: "1", default_language: fr}
survey:
  - {type: range, name: score, parameters: "start=0 end=100 step=5", label: {fr: "Quelle note, de 0 à 100 ?"}}
  - {type: integer, name: people, label: {fr: "Combien êtes-vous à la maison ?"}}
  - {type: date, name: since, label: {fr: "Depuis quand habitez-vous ici ?"}}
  - {type: geopoint, name: place, label: {fr: "Où manque-t-il un banc ?"}}
  - {type: image, name: photo, label: {fr: "Une photo du lieu ?"}}
  - {type: select_one towns, name: town, label: {fr: "Dans quelle ville travaillez-vous ?"}}
choices:
""" + "\n".join(f"  - {{list_name: towns, name: t{n}, label: {{fr: Ville {n:02}}}}}" for n in range(40))
