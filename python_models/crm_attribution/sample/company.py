"""Facts of the made-up company: its period, funnel, vocabulary and the wording of its records.

Alderbrook sells planning software to companies of 50 to 5 000 people in the United States and
Europe.
"""

from __future__ import annotations

from datetime import date

#: First and last day of the exports, both included.
FIRST_DAY = date(2024, 1, 1)
LAST_DAY = date(2025, 6, 30)
DAY_COUNT = (LAST_DAY - FIRST_DAY).days + 1

#: Largest number of accounts whose names stay distinct.
LARGEST_ACCOUNT_COUNT = 899

WEB_SITE = "https://www.alderbrook.example"
OWNER_COUNT = 6

#: Sales stages in order with their probability in percent; a deal ends in one of the last two.
OPEN_STAGES = {
    "Prospecting": 10,
    "Qualification": 20,
    "Needs Analysis": 40,
    "Proposal/Price Quote": 65,
    "Negotiation/Review": 85,
}
CLOSED_WON, CLOSED_LOST = "Closed Won", "Closed Lost"

CONTACT_ROLES = (
    "Decision Maker",
    "Evaluator",
    "Business User",
    "Influencer",
    "Economic Buyer",
    "Executive Sponsor",
)
INDUSTRIES = (
    "Manufacturing",
    "Technology",
    "Healthcare",
    "Retail",
    "Transportation",
    "Financial Services",
    "Energy",
    "Education",
)

#: 29 and 31 words: together they name 899 accounts, each once.
NAME_STARTS = (
    "Amber Birch Cobalt Dune Ember Falcon Granite Harbor Iris Juniper Kestrel Lumen Maple Nimbus "
    "Orchard Pioneer Quarry Raven Summit Tidal Umber Vertex Willow Xenon Yarrow Zephyr Cedar Delta "
    "Fjord"
).split()
NAME_ENDS = (
    "Analytics Bearings Clinics Dynamics Energy Foods Glassworks Holdings Instruments Joinery "
    "Kitchens Logistics Mills Networks Optics Packaging Quality Robotics Systems Textiles Union "
    "Ventures Works Yards Zinc Motors Partners Retail Shipping Tools Labs"
).split()

FIRST_NAMES = (
    "Anna Ben Chloe David Elena Felix Grace Hugo Irène Jonas Katarína Liam Maya Noah Olivia Pedro "
    "Quinn Rosa Samuel Tara Uma Víctor Wendy Xavier Yara Zoë Zoltán Amir Bianca Cyrus Dana Emil"
).split()
LAST_NAMES = (
    "Abbott Berg Castillo Dubois Eriksen Fischer Garcia Haddad Ito Jansen Kowalski Lindqvist "
    "Müller Novák Okafor Petrov Quist Rossi Schmidt Tanaka Ueda Vargas Walker Xu Young Zhang "
    "O'Brien Nguyen Patel Silva"
).split()
