"""The public results of a campaign, as a page: plain HTML, nothing to run, to be read and printed by anybody.

`published` decides what may be told and counts it, `pages` words it, `tables` draws each question, `serve`
answers the browser.
"""
