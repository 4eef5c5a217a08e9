"""Document to spaCy Doc: one pass, batched, with the sentence ends of this field's prose.

>>> from sayso.language.parse import load_model
"""
